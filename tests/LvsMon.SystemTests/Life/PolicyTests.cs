using System;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Life;

/// <summary>What the configuration makes of a server that is down.</summary>
public sealed class PolicyTests
{
    [SystemFact]
    public void Floor_LastServerFails_IsHeldAndReleased()
    {
        using Pair pair = Start("floor 1");
        Journal journal = pair.Director.Journal;

        pair.First.Stop();
        journal.ShouldSay($"DOWN www {pair.First.Endpoint}: connect refused*", "TABLE www: 1 edit*");
        pair.Second.Stop();
        journal.ShouldSayInAnyOrder(
            $"DOWN www {pair.Second.Endpoint}: connect refused*",
            "EMPTY www: no real server up",
            $"HELD www {pair.Second.Endpoint}: down, kept in the table by floor 1");
        pair.Director.ShouldHaveTable(Pair.With(pair.SecondLine()));

        pair.First.Start();
        journal.ShouldSayInAnyOrder(
            $"UP www {pair.First.Endpoint}: 200*",
            "SERVED www: 1 of 2 real servers up",
            $"RELEASED www {pair.Second.Endpoint}: no longer held by the floor",
            $"TABLE www: 1 edit applied in * (add {pair.First.Endpoint})");

        // Not before a reading has shown that the other one is in.
        journal.ShouldSay($"TABLE www: 1 edit applied in * (delete {pair.Second.Endpoint})");
        pair.Director.ShouldHaveTable(Pair.With(pair.FirstLine()));
    }

    [SystemFact]
    public void OnFailure_ByCause_QuiescesTimeoutsAndRemovesTheRest()
    {
        using Pair pair = Start("on-failure quiesce connect-timeout receive-timeout");
        Journal journal = pair.Director.Journal;

        pair.First.Hang();
        journal.ShouldSay(
            $"DOWN www {pair.First.Endpoint}: receive timeout*",
            $"TABLE www: 1 edit applied in * (edit {pair.First.Endpoint} weight 0)");
        pair.Director.ShouldHaveTable(Pair.With(pair.FirstLine(0), pair.SecondLine()));

        pair.Second.Stop();
        journal.ShouldSay(
            $"DOWN www {pair.Second.Endpoint}: connect refused*",
            "EMPTY www: no real server up",
            $"TABLE www: 1 edit applied in * (delete {pair.Second.Endpoint})");
        pair.Director.ShouldHaveTable(Pair.With(pair.FirstLine(0)));
        journal.Unread.Should().BeEmpty();
    }

    [SystemFact]
    public void Isolation_MostServersSilentAtOnce_HoldsRemovals()
    {
        using Pair pair = new(start: false);
        pair.Director.Configure(TwoServices(pair));
        pair.Director.Start();
        string[] whole =
        [
            "-A -t 192.0.2.80:80 -s wlc", $"-a -t 192.0.2.80:80 -r {pair.First.Endpoint} -m -w 1",
            "-A -t 192.0.2.81:80 -s wlc", $"-a -t 192.0.2.81:80 -r {pair.Second.Endpoint} -m -w 1",
            .. Pair.Foreign,
        ];
        pair.Director.ShouldHaveTable(whole);
        pair.Director.PassStart();

        pair.First.Hang();
        pair.Second.Hang();
        pair.Director.Journal.ShouldSay(
            "ISOLATED: most checks of 2 services timed out within one interval; removals held");
        Wait.For(TimeSpan.FromSeconds(4));
        pair.Director.Table.Table.Should().BeEquivalentTo(whole);
        pair.First.Stop();
        pair.First.Start();
        pair.Second.Stop();
        pair.Second.Start();

        pair.Director.Journal.ShouldComeTo("CONNECTED: isolation ended after *; 0 real servers down; removals go on");
        pair.Director.Table.Table.Should().BeEquivalentTo(whole);
    }

    private static string TwoServices(Pair pair) => $$"""
        defaults {
            interval        500ms
            receive-timeout 1s
            timeout         2s
            fall            3
            check           http --url http://www.example.com/
        }
        virtual tcp 192.0.2.80:80 {
            real {{pair.First.Endpoint}}
        }
        virtual tcp 192.0.2.81:80 {
            real {{pair.Second.Endpoint}}
        }

        """;

    private static Pair Start(string service)
    {
        Pair pair = new(start: false);
        pair.Director.Configure(pair.Configuration(service: service));
        pair.Director.Start();
        pair.Director.ShouldHaveTable(pair.Whole());
        pair.Director.PassStart();
        return pair;
    }
}
