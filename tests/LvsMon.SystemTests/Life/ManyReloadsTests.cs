using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Life;

/// <summary>A daemon that is reloaded by a machine, for years.</summary>
public sealed class ManyReloadsTests
{
    private const int Reloads = 10_000;
    private const int Settling = 1_000;
    private const int Servers = 20;

    [SystemFact]
    public void Reloads_TenThousand_CostNothingThatStays()
    {
        using TempFolder folder = new();
        using CountingServer server = new("127.0.1.67");
        string[] configurations = [Configuration(server.Endpoint, 0), Configuration(server.Endpoint, 1)];
        folder.Write("lvsmon.conf", configurations[1]);
        using DaemonProcess daemon = DaemonProcess.Start(
            ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr", "--control", folder["c"]]);
        Wait.Until(() => DaemonProcess.Run("version", "--control", folder["c"]).Code == 0, "it answers");
        using Socket client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        client.Connect(new UnixDomainSocketEndPoint(folder["c"]));
        (int Descriptors, int Threads, long Memory) before = default;

        for (int i = 0; i < Reloads; i++)
        {
            if (i == Settling)
            {
                before = Look(daemon.Pid);
            }

            File.WriteAllText(folder["new"], configurations[i % 2]);
            File.Move(folder["new"], folder["lvsmon.conf"], overwrite: true);
            string answer = Reload(client);
            answer.Should().Contain("\"taken\":true").And.Contain($"\"added\":1,\"removed\":1,\"changed\":{Servers}");
        }

        (int Descriptors, int Threads, long Memory) after = Look(daemon.Pid);
        after.Descriptors.Should().BeLessThanOrEqualTo(before.Descriptors + Servers, "checks under way have some");
        after.Threads.Should().BeLessThanOrEqualTo(before.Threads);
        (after.Memory - before.Memory).Should().BeLessThan(8_000, "kB");
        string endpoint = server.Endpoint.Replace(".", "\\.", StringComparison.Ordinal);
        DaemonProcess.Run("status", "--control", folder["c"]).Output.Should().MatchRegex(
            $@"(?m)^  {endpoint} +up +(\d+(\.\d)?s|\d+m\d+s) .*connected$");
        daemon.Errors.Should().NotContain("DOWN www").And.NotContain("defect").And.NotContain("RELOAD refused");
    }

    /// <summary>One server stays as it is, all others get another weight, one comes and one goes; checks of several
    /// kinds, TLS and patterns among them, so that what they hold is made anew each time.</summary>
    private static string Configuration(string stays, int number)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $$"""
            global {
                max-in-flight 64
            }
            defaults {
                interval 1s
            }
            virtual tcp 192.0.2.80:80 {
                name www
                real {{stays}}
            }
            virtual tcp 192.0.2.80:443 {
                check http --url "https://localhost/{{number}}" --regex "a{{number}}.*b"
                real 127.0.2.{{100 + number}}:9

            """);
        for (int i = 1; i <= Servers; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    real 127.0.2.{i}:9 weight {10 + number}\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Reload(Socket client)
    {
        client.Send("{\"version\":1,\"command\":\"reload\"}\n"u8);
        byte[] buffer = new byte[64 * 1024];
        StringBuilder answer = new();
        do
        {
            int received = client.Receive(buffer);
            received.Should().BePositive("the daemon answers to the end");
            answer.Append(Encoding.ASCII.GetString(buffer, 0, received));
        }
        while (!answer.ToString().Contains("\"type\":\"end\"", StringComparison.Ordinal));
        return answer.ToString();
    }

    private static (int Descriptors, int Threads, long Memory) Look(int pid) =>
        (ProcessView.Descriptors(pid), ProcessView.Threads(pid), ProcessView.Status(pid, "VmRSS"));
}
