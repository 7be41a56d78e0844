using System;
using System.IO;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Servers;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Life;

/// <summary>SIGHUP: what changed is edited, nothing else moves.</summary>
public sealed class ReloadTests
{
    [SystemFact]
    public void Reload_WeightChanged_IsExactlyOneEdit()
    {
        using Pair pair = new();
        int before = pair.Director.Table.Edits.Count;

        Reload(pair, pair.Configuration(firstWeight: 7));

        pair.Director.Journal.ShouldSay(
            $"RELOAD {pair.Director.Configuration}: +0 -0 ~1 real servers, 1 edit",
            $"TABLE www: 1 edit applied in * (edit {pair.First.Endpoint} weight 7)");
        pair.Director.ShouldHaveTable(Pair.With(pair.FirstLine(7), pair.SecondLine()));
        pair.Director.Table.Edits.Should().HaveCount(before + 1);
        ShouldRunOn(pair);
    }

    [SystemFact]
    public void Reload_Unchanged_EditsNothing()
    {
        using Pair pair = new();
        int before = pair.Director.Table.Edits.Count;

        Reload(pair, pair.Configuration());

        pair.Director.Journal.ShouldSay($"RELOAD {pair.Director.Configuration}: +0 -0 ~0 real servers, 0 edits");
        pair.Director.Table.Edits.Should().HaveCount(before);
        ShouldRunOn(pair);
        pair.Director.Table.Table.Should().BeEquivalentTo(pair.Whole());
    }

    [SystemFact]
    public void Reload_BrokenFile_IsRefusedWhole()
    {
        using Pair pair = new();
        int before = pair.Director.Table.Edits.Count;

        Reload(pair, pair.Configuration(firstWeight: 7, service: "schedular rr"));

        pair.Director.Journal.ShouldSay(
            "RELOAD refused: 1 error, *unknown directive \"schedular\"*; nothing was changed");
        Wait.Until(
            () => pair.Director.Daemon.Errors.Contains("did you mean \"scheduler\"?", StringComparison.Ordinal),
            () => $"standard error, another road than the log, says more: {pair.Director.Daemon.Errors}");
        pair.Director.Table.Edits.Should().HaveCount(before);
        ShouldRunOn(pair);
        pair.Director.Table.Table.Should().BeEquivalentTo(pair.Whole());
    }

    [SystemFact]
    public void Reload_AskedForWhileTheTableIsRead_IsDoneAfterwards()
    {
        using Pair pair = new(start: false);
        pair.Director.Table.Fail("always any hang");
        pair.Director.Start();
        Wait.For(TimeSpan.FromSeconds(1));

        pair.Director.Daemon.Signal(Signals.Hangup);

        pair.Director.Journal.ShouldComeTo($"RELOAD {pair.Director.Configuration}: +0 -0 ~0 real servers*");
        pair.Director.Table.Heal();
        pair.Director.ShouldHaveTable(pair.Whole());
    }

    [SystemFact]
    public void Reload_FileGone_IsRefusedWhole()
    {
        using Pair pair = new();

        File.Delete(pair.Director.Configuration);
        pair.Director.Daemon.Signal(Signals.Hangup);

        pair.Director.Journal.ShouldSay("RELOAD refused: 1 error, *; nothing was changed");
        ShouldRunOn(pair);
    }

    [SystemFact]
    public void Reload_ServerAddedAndRemoved_MovesThoseTwoOnly()
    {
        using Pair pair = new();
        using HttpPeer third = new("127.0.1.43");

        Reload(pair, pair.Configuration().Replace(pair.Second.Endpoint, third.Endpoint, StringComparison.Ordinal));

        pair.Director.Journal.ShouldComeTo($"RELOAD {pair.Director.Configuration}: +1 -1 ~0 real servers*");
        pair.Director.ShouldHaveTable(
            Pair.With(pair.FirstLine(), $"-a -t 192.0.2.80:80 -r {third.Endpoint} -m -w 5"));
        pair.Director.Table.Edits.Where(edit => edit.Contains(pair.First.Endpoint, StringComparison.Ordinal))
            .Should().OnlyContain(edit => edit.StartsWith("-a", StringComparison.Ordinal));
    }

    [SystemFact]
    public void Reload_Storm_LosesNothingAndEndsRegularly()
    {
        using Pair pair = new();
        int before = pair.Director.Table.Edits.Count;

        for (int i = 0; i < 500; i++)
        {
            pair.Director.Daemon.Signal(Signals.Hangup);
        }

        pair.Second.Stop();
        pair.Director.Journal.ShouldComeTo($"DOWN www {pair.Second.Endpoint}: connect refused*");
        pair.Director.ShouldHaveTable(Pair.With(pair.FirstLine()));
        pair.Director.Table.Edits.Should().HaveCount(before + 1);
        pair.Director.Daemon.Signal(Signals.Hangup);
        pair.Director.Daemon.Signal(Signals.Terminate);
        pair.Director.Daemon.WaitForExit(Wait.Patience).Code.Should().Be(0);
    }

    private static void Reload(Pair pair, string configuration)
    {
        pair.Director.Configure(configuration);
        pair.Director.Daemon.Signal(Signals.Hangup);
    }

    /// <summary>It still sees a server go, and nothing was told in between.</summary>
    private static void ShouldRunOn(Pair pair)
    {
        int edits = pair.Director.Table.Edits.Count;
        pair.Second.Stop();
        pair.Director.Journal.ShouldSay($"DOWN www {pair.Second.Endpoint}: connect refused*", "TABLE www: 1 edit*");
        pair.Director.Table.Edits.Should().HaveCount(edits + 1);
        pair.Second.Start();
        pair.Director.Journal.ShouldSay($"UP www {pair.Second.Endpoint}: 200*", "TABLE www: 1 edit*");
    }
}
