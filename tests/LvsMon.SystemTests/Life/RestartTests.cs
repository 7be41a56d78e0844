using System;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Life;

/// <summary>A daemon that was killed is started again over the table it left.</summary>
public sealed class RestartTests
{
    [SystemFact]
    public void Restart_TableIsRight_MovesNothing()
    {
        using Pair pair = new();
        Kill(pair);
        int before = pair.Director.Table.Edits.Count;

        pair.Director.StartDaemon([]);

        pair.Director.Journal.ShouldComeTo(
            "ADOPTED: 2 real servers found in the table, 0 entries not in the configuration");
        pair.Director.Journal.ShouldComeTo("STARTED: 2 of 2 real servers up; first round took *");
        Wait.For(TimeSpan.FromSeconds(1));
        pair.Director.Journal.Unread.Should().BeEmpty();
        pair.Director.Table.Edits.Should().HaveCount(before);
        pair.Director.Table.Table.Should().BeEquivalentTo(pair.Whole());
    }

    [SystemFact]
    public void Restart_OneFailedMeanwhile_MovesThatOneOnly()
    {
        using Pair pair = new();
        Kill(pair);
        pair.Second.Stop();
        int before = pair.Director.Table.Edits.Count;

        pair.Director.StartDaemon([]);

        pair.Director.ShouldHaveTable(Pair.With(pair.FirstLine()));
        pair.Director.Table.Edits.Skip(before).Should().Equal($"-d -t 192.0.2.80:80 -r {pair.Second.Endpoint}");
        pair.Director.Journal.ShouldComeTo($"DOWN www {pair.Second.Endpoint}: connect refused; 2 of 2 failed; *");
    }

    [SystemFact]
    public void Restart_Cold_TakesEveryServerOutUntilItPassed()
    {
        using Pair pair = new();
        Kill(pair);
        pair.Second.Stop();
        int before = pair.Director.Table.Edits.Count;

        pair.Director.StartDaemon([], "--cold");

        pair.Director.ShouldHaveTable(Pair.With(pair.FirstLine()));
        pair.Director.Journal.ShouldComeTo("STARTED: 1 of 2 real servers up; *");
        pair.Director.Table.Edits.Skip(before).Should().Contain($"-d -t 192.0.2.80:80 -r {pair.Second.Endpoint}");
        pair.Director.Journal.All($"DOWN www {pair.Second.Endpoint}*").Should().BeEmpty("it had been taken for down");
    }

    [SystemFact]
    public void Restart_ServiceLeftTheConfiguration_IsRemovedAndTold()
    {
        using Pair pair = new(start: false);
        string second = $$"""
            virtual tcp 192.0.2.81:80 {
                real {{pair.First.Endpoint}}
            }

            """;
        pair.Director.Configure(pair.Configuration() + second);
        pair.Director.Start();
        pair.Director.ShouldHaveTable([
            .. pair.Whole(), "-A -t 192.0.2.81:80 -s wlc", $"-a -t 192.0.2.81:80 -r {pair.First.Endpoint} -m -w 1"]);
        pair.Director.PassStart();
        Kill(pair);
        pair.Director.Configure(pair.Configuration());

        pair.Director.StartDaemon([]);

        pair.Director.Journal.ShouldComeTo("DISOWNED tcp 192.0.2.81:80: not in the configuration any more*");
        pair.Director.ShouldHaveTable(pair.Whole());
    }

    [SystemFact]
    public void Table_EditedByHand_IsToldAndRepaired()
    {
        using Pair pair = new(start: false);
        pair.Director.Configure(pair.Configuration("reconcile 1s"));
        pair.Director.Start();
        pair.Director.ShouldHaveTable(pair.Whole());
        pair.Director.PassStart();

        pair.Director.Table.Table = Pair.With(pair.FirstLine(77), pair.SecondLine());

        pair.Director.Journal.ShouldSay(
            $"DRIFT www {pair.First.Endpoint}: weight 77 in the table, 10 wanted; repaired",
            $"TABLE www: 1 edit applied in * (edit {pair.First.Endpoint} weight 10)");
        pair.Director.ShouldHaveTable(pair.Whole());
    }

    private static void Kill(Pair pair)
    {
        pair.Director.Daemon.Signal(Signals.Kill);
        pair.Director.Daemon.WaitForExit(Wait.Patience);
        pair.Director.Journal.Pass();
    }
}
