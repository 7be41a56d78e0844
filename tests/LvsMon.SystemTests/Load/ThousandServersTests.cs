using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using Xunit.Abstractions;

namespace LvsMon.SystemTests.Load;

/// <summary>1 000 real servers, one check a second each.</summary>
public sealed partial class ThousandServersTests
{
    private const int Servers = 1000;
    private const int Seconds = 60;
    private const int OtherDescriptors = 64;
    private const long NsPerSecond = 1_000_000_000;

    private readonly ITestOutputHelper _output;

    public ThousandServersTests(ITestOutputHelper output)
    {
        _output = output;
    }

    [SystemFact("gcc")]
    public void Daemon_ThousandServersForAMinute_ChecksEachEverySecondWithoutAllocating()
    {
        using Director director = new();
        using Responder responder = new(director.Folder, Servers, Ports.Free("127.1.0.1"));
        director.Configure(Configuration(responder));
        director.Start("--verbose");
        director.Journal.ShouldComeTo("STARTED: 1000 of 1000 real servers up; first round took *");

        // The first round is quick; then the starts find their even places.
        Wait.For(TimeSpan.FromSeconds(3));
        int pid = director.Daemon.Pid;
        (int threads, TimeSpan processor) = (ProcessView.Threads(pid), ProcessView.Processor(pid));
        responder.Forget();
        Wait.For(TimeSpan.FromSeconds(Seconds + 1));
        IReadOnlyList<(long Ns, int Server)> accepts = responder.Accepts();
        TimeSpan used = ProcessView.Processor(pid) - processor;
        _output.WriteLine($"{accepts.Count} checks in {(accepts[^1].Ns - accepts[0].Ns) / NsPerSecond} s");
        int descriptors = ProcessView.Descriptors(pid);
        _output.WriteLine($"{threads} threads, {descriptors} descriptors, {used.TotalSeconds} s of processor time");

        ProcessView.Threads(pid).Should().Be(threads);
        descriptors.Should().BeLessThan(Servers + OtherDescriptors, "a check in flight has one, and keeps it");
        CountsPerServer(accepts).Should().OnlyContain(count => count >= Seconds - 1 && count <= Seconds + 1);
        director.Journal.All("DOWN*").Should().BeEmpty();

        director.Daemon.Signal(Signals.Terminate);
        DaemonExit exit = director.Daemon.WaitForExit(Wait.Patience);
        _output.WriteLine(exit.Errors.TrimEnd()[(exit.Errors.TrimEnd().LastIndexOf('\n') + 1)..]);
        exit.Code.Should().Be(0);
        Match end = EndLine().Match(exit.Errors);
        end.Success.Should().BeTrue("--verbose says at the end what the loop did");
        end.Groups["bytes"].Value.Should().Be("0", "a turn allocates nothing");
    }

    /// <summary>Checks of each server in the minute that begins with the first.</summary>
    private static int[] CountsPerServer(IReadOnlyList<(long Ns, int Server)> accepts)
    {
        long endNs = accepts[0].Ns + (Seconds * NsPerSecond);
        int[] counts = new int[Servers];
        foreach ((long _, int server) in accepts.Where(accept => accept.Ns < endNs))
        {
            counts[server]++;
        }

        return counts;
    }

    private static string Configuration(Responder responder)
    {
        const int ServersPerService = 100;
        StringBuilder text = new("defaults {\n    interval 1s\n    fall 3\n}\n");
        for (int server = 0; server < Servers; server++)
        {
            int service = server / ServersPerService;
            if (server % ServersPerService == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"virtual tcp 192.0.2.{service + 1}:80 {{\n");
                text.Append("    check http --url http://www.example.com/\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"    real {Responder.AddressOf(server)}:{responder.Port}\n");
            text.Append(server % ServersPerService == ServersPerService - 1 ? "}\n" : string.Empty);
        }

        return text.ToString();
    }

    [GeneratedRegex(@"managed bytes after the first second: (?<bytes>\d+)")]
    private static partial Regex EndLine();
}
