using System;
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
        using Pair pair = new();
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
        (ProcessView.Threads(pid), ProcessView.Descriptors(pid), ProcessView.Status(pid, "VmRSS"));
}
