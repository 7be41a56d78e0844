using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Servers;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Faults;

/// <summary>The daemon without descriptors: no server is failed for it.</summary>
public sealed class DescriptorTests
{
    private const string PrlimitProgram = "prlimit";

    [SystemFact(PrlimitProgram)]
    public void Check_NoDescriptorLeft_IsInconclusiveAndRecovers()
    {
        using Director director = new();
        using HttpPeer first = new("127.0.1.41");
        using HttpPeer second = new("127.0.1.42");

        // A source address: such a socket is opened anew for each check.
        director.Configure($$"""
            global {
                reconcile 1s
            }
            defaults {
                interval 300ms
                timeout 2s
                fall 1
                check http --url http://www.example.com/ --source 127.0.0.1
            }
            virtual tcp 192.0.2.80:80 {
                name www
                real {{first.Endpoint}}
                real {{second.Endpoint}}
            }

            """);
        director.Start();
        director.ShouldHaveTable(
            "-A -t 192.0.2.80:80 -s wlc",
            $"-a -t 192.0.2.80:80 -r {first.Endpoint} -m -w 1",
            $"-a -t 192.0.2.80:80 -r {second.Endpoint} -m -w 1");
        director.PassStart();

        LimitDescriptors(director.Daemon.Pid, 3);
        director.Journal.ShouldSayInAnyOrder(
            "INCONCLUSIVE*: no descriptor; *",
            "BLIND www: every check is inconclusive (no descriptor); real servers stay as they are",
            "TABLE out of step: ipvsadm: no descriptor to start it; trying again");
        Wait.For(TimeSpan.FromSeconds(2));
        LimitDescriptors(director.Daemon.Pid, 1024);

        director.Journal.ShouldComeTo("SEEING www: checks are conclusive again; blind for *");
        director.Journal.ShouldComeTo("TABLE in step: was not for *");
        director.Journal.All("DOWN*").Should().BeEmpty();
        director.Table.Table.Count(line => line.StartsWith("-a", StringComparison.Ordinal)).Should().Be(2);
        director.Daemon.IsRunning.Should().BeTrue();
    }

    [SystemFact]
    public void Start_StandardDescriptorsClosed_UsesNoneOfThemForSockets()
    {
        using Pair pair = new(start: false);
        Director director = pair.Director;
        director.Syslog.Bind();
        director.Syslog.Read();

        director.StartDaemon(["sh", "-c", "exec \"$@\" <&- >&- 2>&-", "sh"]);

        director.ShouldHaveTable(pair.Whole());
        for (int number = 0; number <= 2; number++)
        {
            ProcessView.Descriptor(director.Daemon.Pid, number).Should().Be("/dev/null");
        }

        pair.Second.Stop();
        director.ShouldHaveTable(Pair.With(pair.FirstLine()));
        director.Daemon.Signal(Signals.Terminate);
        director.Daemon.WaitForExit(Wait.Patience).Code.Should().Be(0);
    }

    private static void LimitDescriptors(int pid, int limit)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"--nofile={limit}:");
        using Process process = Process.Start(
            PrlimitProgram, ["--pid", pid.ToString(CultureInfo.InvariantCulture), text]);
        process.WaitForExit();
        process.ExitCode.Should().Be(0);
    }
}
