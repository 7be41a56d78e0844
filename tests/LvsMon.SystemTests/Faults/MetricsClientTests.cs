using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Faults;

/// <summary>Hostile clients at <c>metrics-listen</c>, while one server is asked every 100 ms.</summary>
public sealed class MetricsClientTests
{
    private const string Address = "127.0.1.67";
    private const int Silent = 3000;
    private const string Get = "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n";

    [SystemFact]
    public void Clients_TenThousandHostileOnes_DelayNoCheckAndCostNothing()
    {
        using TempFolder folder = new();
        using CountingServer server = new(Address);
        IPEndPoint place = new(IPAddress.Parse(Address), Ports.Free(Address));
        folder.Write("lvsmon.conf", Configuration(place, server.Endpoint));
        using DaemonProcess daemon = DaemonProcess.Start(
            ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr"]);
        Wait.Until(() => Ports.Listens(Address, place.Port), "it listens");
        Fetch(place).Should().Contain("lvsmon_service_reals{");
        Storm(place);
        Wait.For(TimeSpan.FromSeconds(3));
        Calm calm = new(daemon, server);

        for (int i = 0; i < 10; i++)
        {
            Storm(place);
        }

        calm.Verify();
        string page = "";
        Wait.Until(() => (page = Fetch(place)).StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal), "it answers");
        page.Should().Contain($"lvsmon_real_up{{service=\"www\",real=\"{server.Endpoint}\"}} 1\n")
            .And.EndWith("\r\n0\r\n\r\n");
    }

    private static string Configuration(IPEndPoint place, string endpoint)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $$"""
            global {
                metrics-listen {{place}}
            }
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

    /// <summary>A thousand clients.</summary>
    private static void Storm(IPEndPoint place)
    {
        string[] words =
        [
            Get, Get + Get + Get, "GET /metr", "\0\xff{{[[\"\r\n\r\n", "POST /metrics HTTP/1.1\r\nHost: a\r\n\r\nxxxx",
            "", new string('x', 100_000), "GET /metrics HTTP/1.1\r\n" + new string('\n', 5000),
        ];
        List<Socket> kept = [];
        for (int i = 0; i < 1000; i++)
        {
            Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Connect(place);
                socket.Blocking = false;
                socket.Send(Encoding.Latin1.GetBytes(words[i % words.Length]));
            }
            catch (SocketException)
            {
                // It was let go, or takes no more.
            }

            // None ever reads; most stay until all are there.
            kept.Add(socket);
        }

        kept.ForEach(socket => socket.Dispose());
    }

    private static string Fetch(IPEndPoint place)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(place);
        socket.Send(Encoding.ASCII.GetBytes(Get));
        StringBuilder text = new();
        byte[] buffer = new byte[1 << 16];
        try
        {
            for (int length; (length = socket.Receive(buffer)) > 0;)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, length));
            }
        }
        catch (SocketException)
        {
            // What came until then counts.
        }

        return text.ToString();
    }
}
