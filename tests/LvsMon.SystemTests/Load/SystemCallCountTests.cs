using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Faults;
using LvsMon.SystemTests.Servers;
using LvsMon.SystemTests.Support;
using Xunit.Abstractions;

namespace LvsMon.SystemTests.Load;

/// <summary>What a check costs in system calls. Under strace all is slower; the numbers stay.</summary>
public sealed class SystemCallCountTests
{
    private readonly ITestOutputHelper _output;

    public SystemCallCountTests(ITestOutputHelper output)
    {
        _output = output;
    }

    /// <summary>connect, send, receive, the disconnect that keeps the socket, and its part of the waits.</summary>
    [SystemFact("strace")]
    public void Check_HttpAtAHighRate_CostsSixCallsAndLeavesNoTimeWait()
    {
        using Director director = new();
        List<HttpPeer> peers = [.. Enumerable.Range(1, 20).Select(i => new HttpPeer($"127.0.4.{i}"))];
        try
        {
            director.Configure("""
                defaults {
                    interval 20ms
                    timeout  200ms
                    check    http --url http://www.example.com/
                }
                virtual tcp 192.0.2.80:80 {

                """ + string.Concat(peers.Select(peer => $"    real {peer.Endpoint}\n")) + "}\n");
            director.Start();
            director.Journal.ShouldComeTo("STARTED: 20 of 20 real servers up; *");
            Wait.For(TimeSpan.FromSeconds(1));

            (int calls, int checks) = Count(director, () => peers.Sum(peer => peer.Asked.Count));

            ((double)calls / checks).Should().BeLessThanOrEqualTo(6);
            checks.Should().BeGreaterThan(300, "fewer say nothing; how many there are in 3 s is the machine's affair");
            TimeWaits(peers).Should().Be(0, "each check ends with a reset");
        }
        finally
        {
            peers.ForEach(peer => peer.Dispose());
        }
    }

    [SystemFact("strace", "prlimit")]
    public void Loop_UnderFaults_MakesBoundedCalls()
    {
        const int ChecksASecond = 4;
        using Director director = new();
        List<RawPeers> hostile = [.. PeerKinds.All.Select((kind, i) => new RawPeers(kind, 60 + i, 1))];
        try
        {
            director.Configure("""
                defaults {
                    interval        250ms
                    connect-timeout 500ms
                    receive-timeout 500ms
                    timeout         500ms
                    check           http --url http://www.example.com/ --source 127.0.0.1
                }
                virtual tcp 192.0.2.80:80 {

                """ + string.Concat(hostile.Select(peers => $"    real {peers.Endpoints[0]}\n")) + "}\n");
            director.Start();
            director.Journal.ShouldComeTo("STARTED: *");
            Stopwatch watch = Stopwatch.StartNew();
            int Checks() => (int)(watch.Elapsed.TotalSeconds * ChecksASecond * hostile.Count);

            (int calls, int checks) = Count(director, Checks);
            calls.Should().BeLessThan(checks * 25, "of all kinds of peers, some of which send single bytes");

            LimitDescriptors(director.Daemon.Pid);
            director.Journal.ShouldComeTo("INCONCLUSIVE*: no descriptor; *");
            (calls, checks) = Count(director, Checks);
            calls.Should().BeLessThan(checks * 8, "a check without a descriptor is not tried again before its time");
        }
        finally
        {
            hostile.ForEach(peers => peers.Dispose());
        }
    }

    private (int Calls, int Checks) Count(Director director, Func<int> checks)
    {
        using Tracer tracer = Tracer.Count(director.Folder, director.Daemon.Pid);
        int before = checks();
        Wait.For(TimeSpan.FromSeconds(3));
        int made = checks() - before;
        IReadOnlyDictionary<string, int> calls = tracer.End();
        _output.WriteLine($"{made} checks: " + string.Join(", ", calls.Select(c => $"{c.Value} {c.Key}")));
        return (calls.Values.Sum(), made);
    }

    /// <summary>Connections of these servers in state 6, TIME_WAIT, at either end (proc_net_tcp).</summary>
    private static int TimeWaits(List<HttpPeer> peers)
    {
        string[] ports = [.. peers.Select(p => int.Parse(p.Endpoint.Split(':')[1], CultureInfo.InvariantCulture))
            .Select(port => ":" + port.ToString("X4", CultureInfo.InvariantCulture))];
        return File.ReadLines("/proc/net/tcp")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(words => words[3] == "06" && ports.Any(port => words[1].EndsWith(port, StringComparison.Ordinal)
                || words[2].EndsWith(port, StringComparison.Ordinal)));
    }

    private static void LimitDescriptors(int pid)
    {
        using Process process = Process.Start(
            "prlimit", ["--pid", pid.ToString(CultureInfo.InvariantCulture), "--nofile=3:"]);
        process.WaitForExit();
        process.ExitCode.Should().Be(0);
    }
}
