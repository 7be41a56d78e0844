using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Faults;

/// <summary>Hostile clients at the control socket, while one server is asked every 100 ms.</summary>
public sealed class ControlClientTests
{
    private const int Silent = 3000;
    private const long Flood = 1_000_000_000;
    private const int Most = 10_000;
    private const string Status = "{\"version\":1,\"command\":\"status\"}\n";

    [SystemFact]
    public void Clients_HostileOnes_DelayNoCheckAndCostNothing()
    {
        using TempFolder folder = new();
        using CountingServer server = new("127.0.1.64");
        folder.Write("lvsmon.conf", Configuration(server.Endpoint));
        using DaemonProcess daemon = DaemonProcess.Start(
            ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr", "--control", folder["c"]]);
        Wait.Until(() => DaemonProcess.Run("version", "--control", folder["c"]).Code == 0, "it answers");
        Storm(folder["c"]);
        Wait.For(TimeSpan.FromSeconds(1));
        Calm calm = new(daemon, server);

        SendWithoutLineEnd(folder["c"]);
        int clients = 0;
        while (clients < Most || !calm.IsOver(TimeSpan.FromSeconds(5)))
        {
            clients += Storm(folder["c"]);
        }

        calm.Verify();
        DaemonExit status = DaemonProcess.Run("status", "www", "--control", folder["c"]);
        status.Code.Should().Be(0, status.Errors);
        status.Output.Should().Contain("1 of 1 up");
    }

    private static string Configuration(string endpoint)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $$"""
            defaults {
                interval 100ms
            }
            virtual tcp 192.0.2.80:80 {
                name www
                real {{endpoint}}
            }
            virtual tcp 192.0.2.80:81 {

            """);
        for (int i = 0; i < Silent; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    real 10.0.{i / 250}.{(i % 250) + 1}:80 unmonitored\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <returns>How many clients there were.</returns>
    private static int Storm(string path)
    {
        List<Socket> kept = [];
        for (int i = 0; i < 4; i++)
        {
            // Its answer is some 900 kB, and it never reads.
            kept.Add(Connect(path));
            Say(kept[^1], Status + Status);
        }

        for (int i = 0; i < 100; i++)
        {
            using Socket half = Connect(path);
            Say(half, "{\"version\":1,\"comm");
            using Socket noise = Connect(path);
            Say(noise, "\0\xff{{[[\"\n");
        }

        for (int i = 0; i < 1000; i++)
        {
            kept.Add(Connect(path));
        }

        kept.ForEach(socket => socket.Dispose());
        return kept.Count + 200;
    }

    /// <summary>Bytes without a line end, from as many connections as that takes: the daemon ends each.</summary>
    private static void SendWithoutLineEnd(string path)
    {
        byte[] piece = new byte[64 * 1024];
        Array.Fill(piece, (byte)'x');
        for (long sent = 0; sent < Flood;)
        {
            using Socket socket = Connect(path);
            try
            {
                while (sent < Flood)
                {
                    sent += socket.Send(piece);
                }
            }
            catch (SocketException)
            {
                // It was let go.
            }
        }
    }

    private static Socket Connect(string path)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    /// <summary>A client that was told to go away already cannot speak any more.</summary>
    private static void Say(Socket socket, string text)
    {
        try
        {
            socket.Send(Encoding.Latin1.GetBytes(text));
        }
        catch (SocketException)
        {
            // Refused: also a way to be let go.
        }
    }
}
