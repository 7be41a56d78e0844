using System;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Faults;

/// <summary>The daemon itself stood still: a suspended machine, a stopped process.</summary>
public sealed class PauseTests
{
    [SystemFact]
    public void Daemon_StoppedForSeconds_FailsNoServerAndSaysSo()
    {
        using Pair pair = new();
        Director director = pair.Director;

        for (int i = 0; i < 5; i++)
        {
            director.Daemon.Signal(Signals.Stop);
            Wait.For(TimeSpan.FromSeconds(1.5));
            director.Daemon.Signal(Signals.Continue);
            Wait.For(TimeSpan.FromSeconds(0.7));
        }

        director.Journal.Unread.Should().BeEmpty();
        director.Table.Table.Should().BeEquivalentTo(pair.Whole());
        director.Syslog.Lines.Select(line => line.Text).Should()
            .Contain(text => text.StartsWith("LAG 1", StringComparison.Ordinal));
        pair.Second.Stop();
        director.Journal.ShouldSay(
            $"DOWN www {pair.Second.Endpoint}: connect refused; 2 of 2 failed; *", "TABLE www: *");
    }
}
