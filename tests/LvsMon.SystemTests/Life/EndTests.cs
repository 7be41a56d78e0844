using System;
using System.Diagnostics;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Life;

/// <summary>How the daemon ends.</summary>
public sealed class EndTests
{
    /// <summary>Far below the seconds that an end may take whose ipvsadm hangs; a busy machine once took 1.3.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(4);

    [SystemFact]
    public void Terminate_Running_EndsWithinASecondAndLeavesTheTable()
    {
        using Pair pair = new();

        ShouldEnd(pair, Signals.Terminate, "STOPPED: the table stays as it is");

        pair.Director.Table.Table.Should().BeEquivalentTo(pair.Whole());
    }

    [SystemFact]
    public void Interrupt_Running_EndsAsTerminateDoes()
    {
        using Pair pair = new();

        ShouldEnd(pair, Signals.Interrupt, "STOPPED: the table stays as it is");

        pair.Director.Table.Table.Should().BeEquivalentTo(pair.Whole());
    }

    [SystemFact]
    public void Terminate_ChecksHanging_EndsWithinASecond()
    {
        using Pair pair = new();
        pair.First.Hang();
        pair.Second.Hang();
        pair.Director.Journal.ShouldComeTo("DOWN*");

        Stopwatch watch = Stopwatch.StartNew();
        pair.Director.Daemon.Signal(Signals.Terminate);

        pair.Director.Daemon.WaitForExit(Wait.Patience).Code.Should().Be(0);
        watch.Elapsed.Should().BeLessThan(Bound);
    }

    [SystemFact]
    public void Terminate_OnExitClear_RemovesOwnServicesOnly()
    {
        using Pair pair = new(start: false);
        pair.Director.Configure(pair.Configuration("on-exit clear"));
        pair.Director.Start();
        pair.Director.ShouldHaveTable(pair.Whole());
        pair.Director.PassStart();

        ShouldEnd(pair, Signals.Terminate, "TABLE*", "STOPPED: own services removed from the table");

        pair.Director.Table.Table.Should().Equal(Pair.Foreign);
    }

    private static void ShouldEnd(Pair pair, int signal, params string[] lines)
    {
        Stopwatch watch = Stopwatch.StartNew();
        pair.Director.Daemon.Signal(signal);
        DaemonExit exit = pair.Director.Daemon.WaitForExit(Wait.Patience);
        TimeSpan took = watch.Elapsed;

        exit.Code.Should().Be(0);
        exit.Errors.Should().BeEmpty();
        took.Should().BeLessThan(Bound);
        pair.Director.Journal.ShouldSay(lines);
        pair.Director.Journal.Unread.Should().BeEmpty();
    }
}
