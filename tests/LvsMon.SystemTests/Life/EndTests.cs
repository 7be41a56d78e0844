using System;
using System.Diagnostics;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Life;

/// <summary>How the daemon ends.</summary>
public sealed class EndTests
{
    /// <summary>Without the time of ipvsadm: its stand-in alone once took this long on a busy machine.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

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
    public void Terminate_EditHangs_EndsInBoundedTimeAndLeavesNoProgram()
    {
        using Pair pair = new();
        IpvsadmStandIn table = pair.Director.Table;
        int before = table.Commands.Count;
        table.Fail("-R hang");
        pair.Second.Stop();
        Wait.Until(() => table.Commands.Skip(before).Any(IsEdit), "the edit runs");

        pair.Director.Daemon.Signal(Signals.Terminate);

        DaemonExit exit = pair.Director.Daemon.WaitForExit(Wait.Patience);
        exit.Code.Should().Be(0);
        pair.Director.Journal.ShouldComeTo("STOPPED: the table stays as it is");
        ProcessView.Running(table.Path).Should().BeEmpty();
        table.Commands.Skip(before).Where(IsEdit).Should().ContainSingle("an end begins no edit");
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
        pair.Director.Table.Took.Should().BePositive("the services were taken out by ipvsadm");
    }

    private static bool IsEdit(string command) => command.StartsWith("$ ipvsadm -R", StringComparison.Ordinal);

    private static void ShouldEnd(Pair pair, int signal, params string[] lines)
    {
        pair.Director.Table.CountTime();
        Stopwatch watch = Stopwatch.StartNew();
        pair.Director.Daemon.Signal(signal);
        DaemonExit exit = pair.Director.Daemon.WaitForExit(Wait.Patience);
        TimeSpan took = watch.Elapsed;

        exit.Code.Should().Be(0);
        exit.Errors.Should().BeEmpty();
        (took - pair.Director.Table.Took).Should().BeLessThan(Bound);
        pair.Director.Journal.ShouldSay(lines);
        pair.Director.Journal.Unread.Should().BeEmpty();
    }
}
