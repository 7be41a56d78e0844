using System;
using System.Globalization;
using System.Text;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using Xunit.Abstractions;

namespace LvsMon.SystemTests.Load;

/// <summary>What the process holds does not grow.</summary>
public sealed class SteadyStateTests
{
    private readonly ITestOutputHelper _output;

    public SteadyStateTests(ITestOutputHelper output)
    {
        _output = output;
    }

    [SystemFact]
    public void Daemon_ManyEdges_HoldsThreadsDescriptorsAndMemory()
    {
        using Pair pair = new(start: false);
        pair.Director.Configure(pair.Configuration("log-burst off"));
        pair.Director.Start();
        pair.Director.ShouldHaveTable(pair.Whole());
        pair.Director.PassStart();
        int pid = pair.Director.Daemon.Pid;
        Repeat(3, () => Flap(pair));
        (int threads, int descriptors, long kilobytes) = Holdings(pid);

        Repeat(10, () => Flap(pair));

        (int threadsAfter, int descriptorsAfter, long kilobytesAfter) = Holdings(pid);
        _output.WriteLine($"{threads} threads, {descriptors} descriptors, {kilobytes} then {kilobytesAfter} kB");
        threadsAfter.Should().Be(threads);
        descriptorsAfter.Should().Be(descriptors);
        kilobytesAfter.Should().BeLessThan(kilobytes + 2048);
    }

    [SystemFact]
    public void Daemon_ManyReloads_HoldsDescriptorsAndMemory()
    {
        using Pair pair = new();
        int pid = pair.Director.Daemon.Pid;
        Repeat(20, () => Reload(pair));
        (_, int descriptors, long kilobytes) = Holdings(pid);

        Repeat(100, () => Reload(pair));

        (int threadsAfter, int descriptorsAfter, long kilobytesAfter) = Holdings(pid);
        _output.WriteLine($"{threadsAfter} threads, {descriptors} descriptors, {kilobytes} then {kilobytesAfter} kB");
        descriptorsAfter.Should().Be(descriptors);
        kilobytesAfter.Should().BeLessThan(kilobytes + 8192, "what a reload replaces is collected");
        pair.Director.Table.Edits.Should().HaveCount(3);
    }

    [SystemFact]
    public void Daemon_ReloadsOfManyServers_GivesBackWhatEachLeaves()
    {
        const int Reloads = 10;
        using Director director = new();
        string taken = ManyServers(1000);
        director.Configure(taken);
        director.Start();
        director.Journal.ShouldComeTo("STARTED: 0 of 1000 real servers up*");
        int pid = director.Daemon.Pid;
        Repeat(2, () => TakeAndRefuse(director, taken));
        long before = ProcessView.Status(pid, "RssAnon");

        Repeat(Reloads, () => TakeAndRefuse(director, taken));

        long after = ProcessView.Status(pid, "RssAnon");
        _output.WriteLine($"{before} then {after} kB");
        after.Should().BeLessThan(before + 1024, "a thousand servers leave more than that at each of them");
    }

    [SystemFact]
    public void Daemon_Runs_WithoutHugePages()
    {
        using Pair pair = new();

        ProcessView.Status(pair.Director.Daemon.Pid, "THP_enabled").Should().Be(0, "one touched page would take 2 MB");
    }

    private static void TakeAndRefuse(Director director, string taken)
    {
        director.Configure(taken);
        director.Daemon.Signal(Signals.Hangup);
        director.Journal.ShouldComeTo("RELOAD *: +0 -0 ~0 real servers, *");
        director.Configure(taken + "nonsense\n");
        director.Daemon.Signal(Signals.Hangup);
        director.Journal.ShouldComeTo("RELOAD refused*");
    }

    /// <summary>Servers that nobody is: refused at once, so the checks cost nothing.</summary>
    private static string ManyServers(int count)
    {
        StringBuilder text = new("defaults {\n    interval 10s\n}\nvirtual tcp 192.0.2.80:80 {\n    check tcp\n");
        for (int i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    real 127.2.{i / 200}.{1 + (i % 200)}:9\n");
        }

        return text.Append("}\n").ToString();
    }

    private static void Repeat(int times, Action action)
    {
        for (int i = 0; i < times; i++)
        {
            action();
        }

        Wait.For(TimeSpan.FromMilliseconds(500));
    }

    private static void Flap(Pair pair)
    {
        pair.Second.Stop();
        pair.Director.Journal.ShouldSay($"DOWN www {pair.Second.Endpoint}*", "TABLE www: 1 edit*");
        pair.Second.Start();
        pair.Director.Journal.ShouldSay($"UP www {pair.Second.Endpoint}*", "TABLE www: 1 edit*");
    }

    private static void Reload(Pair pair)
    {
        pair.Director.Daemon.Signal(Signals.Hangup);
        pair.Director.Journal.ShouldSay("RELOAD *: +0 -0 ~0 real servers, 0 edits");
    }

    private static (int Threads, int Descriptors, long Kilobytes) Holdings(int pid) =>
        (ProcessView.Threads(pid), ProcessView.DescriptorsAtRest(pid), ProcessView.Status(pid, "VmRSS"));
}
