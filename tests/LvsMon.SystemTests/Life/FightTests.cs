using System;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Life;

/// <summary>Another program changes the same entry again and again.</summary>
public sealed class FightTests
{
    [SystemFact]
    public void Fight_FourthChange_IsToldAndLeftUntilAReload()
    {
        using Pair pair = new(start: false);
        Director director = pair.Director;
        director.Configure(pair.Configuration("reconcile 1s"));
        director.Start();
        director.ShouldHaveTable(pair.Whole());
        director.PassStart();
        string change = $"-e -t 192.0.2.80:80 -r {pair.First.Endpoint} -m -w 77";
        for (int i = 0; i < 3; i++)
        {
            director.Table.Run(change);
            director.Journal.ShouldSayInAnyOrder(
                $"DRIFT www {pair.First.Endpoint}: weight 77 in the table, 10 wanted; repaired",
                $"TABLE www: 1 edit applied in * (edit {pair.First.Endpoint} weight 10)");
        }

        director.Table.Run(change);

        director.Journal.ShouldSay($"FIGHT www {pair.First.Endpoint}: changed 4 times within * by somebody else "
            + "(weight 77 in the table, 10 wanted); left as it is for 59m*");
        int edits = director.Table.Edits.Count;
        Wait.For(TimeSpan.FromSeconds(4));
        director.Journal.Unread.Should().BeEmpty();
        director.Table.Edits.Should().HaveCount(edits);
        director.Table.Table.Should().BeEquivalentTo(Pair.With(pair.FirstLine(77), pair.SecondLine()));

        pair.Second.Stop();
        director.Journal.ShouldSay(
            $"DOWN www {pair.Second.Endpoint}: connect refused*",
            $"TABLE www: 1 edit applied in * (delete {pair.Second.Endpoint})");
        director.ShouldHaveTable(Pair.With(pair.FirstLine(77)));

        director.Daemon.Signal(Signals.Hangup);
        director.Journal.ShouldSay($"RELOAD {director.Configuration}: +0 -0 ~0 real servers, 1 edit");
        director.Journal.ShouldSayInAnyOrder(
            $"TABLE www: 1 edit applied in * (edit {pair.First.Endpoint} weight 10)", "TABLE in step: was not for *");
        director.ShouldHaveTable(Pair.With(pair.FirstLine()));
        director.Syslog.Strange.Should().BeEmpty();
    }
}
