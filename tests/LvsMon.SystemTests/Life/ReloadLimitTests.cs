using System;
using System.Linq;
using System.Text.Json;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Life;

/// <summary><c>reload-limit</c>, asked by signal and by command; of two servers the first has two thirds.</summary>
public sealed class ReloadLimitTests
{
    private const string Limit = "reload-limit 50%";
    private const string Over = "67% of the weight would leave the table, reload-limit is 50%";
    private const string Refused = $"RELOAD refused: 1 error, {Over}; nothing was changed";

    [SystemFact]
    public void Reload_OverTheLimit_IsRefusedHoweverItIsAskedForUnlessForced()
    {
        using Pair pair = Start();
        int before = pair.Director.Table.Edits.Count;
        string gone = $"- www {pair.First.Endpoint} weight 10\n";
        pair.Director.Configure(WithoutFirst(pair));

        pair.Director.Daemon.Signal(Signals.Hangup);
        pair.Director.Journal.ShouldSay(Refused);
        ShouldAnswer(pair, 1, $"{gone}refused: +0 -1 ~0 real servers; {Over}; --force takes it all the same\n");
        pair.Director.Journal.ShouldSay(Refused);
        pair.FirstShouldBeCheckedOn();
        pair.Director.Table.Edits.Should().HaveCount(before);
        pair.Director.Table.Table.Should().BeEquivalentTo(pair.Whole());

        ShouldAnswer(pair, 0, $"{gone}taken: +0 -1 ~0 real servers\n", "--force");

        pair.Director.Journal.ShouldSay(
            $"RELOAD {pair.Director.Configuration}: +0 -1 ~0 real servers, 1 edit", "TABLE www: 1 edit applied*");
        pair.Director.ShouldHaveTable(Pair.With(pair.SecondLine()));
        Tell(pair, "status").Should().Contain("1 of 1 up");
    }

    [SystemFact]
    public void DryRun_OfAnyFile_SaysWhatWouldBeAndChangesNothing()
    {
        using Pair pair = Start();
        int before = pair.Director.Table.Edits.Count;
        string gone = $"- www {pair.First.Endpoint} weight 10\n";
        pair.Director.Configure(WithoutFirst(pair));

        ShouldAnswer(
            pair, 1, $"{gone}would be refused: +0 -1 ~0 real servers; {Over}; --force takes it all the same\n",
            "--dry-run");
        ShouldAnswer(pair, 0, $"{gone}would be taken: +0 -1 ~0 real servers\n", "--dry-run", "--force");
        pair.Director.Configure(pair.Configuration(firstWeight: 7));
        ShouldAnswer(
            pair, 0,
            $"~ www {pair.First.Endpoint} weight 10 -> 7\nwould be taken: +0 -0 ~1 real servers\n", "-n");
        pair.Director.Configure(pair.Configuration(Limit, service: "schedular rr"));
        DaemonExit broken = Ask(pair, "reload", "--dry-run");
        broken.Code.Should().Be(78);
        broken.Output.Should().Contain("unknown directive \"schedular\"").And
            .EndWith("refused: the running configuration stays\n");

        pair.FirstShouldBeCheckedOn();
        pair.Director.Journal.Unread.Should().BeEmpty("nobody but who asked is told");
        pair.Director.Daemon.Errors.Should().BeEmpty();
        pair.Director.Table.Edits.Should().HaveCount(before);

        // The plan that runs is still the first one: the same file again is no change.
        pair.Director.Configure(pair.Configuration(Limit));
        ShouldAnswer(pair, 0, "taken: +0 -0 ~0 real servers\n");
        pair.Director.Table.Table.Should().BeEquivalentTo(pair.Whole());
    }

    [SystemFact]
    public void Limit_ServerDownDisabledOrReweighted_MeasuresConfiguredWeightsAllTheSame()
    {
        using Pair pair = Start();
        pair.First.Stop();
        pair.Director.ShouldHaveTable(Pair.With(pair.SecondLine()));
        ShouldMeasure(pair, "nothing of the first one is in the table, all that is there is the second one's");

        pair.First.Start();
        pair.Director.ShouldHaveTable(pair.Whole());
        Tell(pair, "disable", "www", pair.First.Endpoint).Should().Contain(": disabled; up, not in the table");
        ShouldMeasure(pair, "disabled");

        Tell(pair, "enable", "www", pair.First.Endpoint);
        Tell(pair, "weight", "www", pair.First.Endpoint, "1").Should().Contain("in the table with weight 1\n");
        Tell(pair, "weight", "www", pair.Second.Endpoint, "900").Should().Contain("in the table with weight 900\n");
        ShouldMeasure(pair, "weights of an order");

        // The limit is that of the configuration that runs, not of the one that comes.
        pair.Director.Configure(WithoutFirst(pair).Replace("50%", "90%", StringComparison.Ordinal));
        Ask(pair, "reload").Code.Should().Be(1);
    }

    private static void ShouldMeasure(Pair pair, string why)
    {
        pair.Director.Configure(WithoutFirst(pair));
        DaemonExit first = Ask(pair, "reload", "--json");
        (first.Code, Last(first)).Should().Be((1, "67 of 50"), why);
        pair.Director.Configure(pair.Configuration(Limit).Replace(
            $"real      {pair.Second.Endpoint} weight 5", string.Empty, StringComparison.Ordinal));
        DaemonExit second = Ask(pair, "reload", "--dry-run", "--json");
        (second.Code, Last(second)).Should().Be((0, "34 of 50"), why);
    }

    private static string Last(DaemonExit exit)
    {
        string line = exit.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Last();
        JsonElement reload = JsonDocument.Parse(line).RootElement;
        return $"{reload.GetProperty("leaving_percent")} of {reload.GetProperty("limit_percent")}";
    }

    private static Pair Start()
    {
        Pair pair = new(start: false);
        try
        {
            pair.Director.Configure(pair.Configuration(Limit));
            pair.Director.Start("--control", pair.Director.Folder["c"]);
            pair.Director.ShouldHaveTable(pair.Whole());
            pair.Director.PassStart();
            return pair;
        }
        catch
        {
            pair.Dispose();
            throw;
        }
    }

    private static string WithoutFirst(Pair pair) => pair.Configuration(Limit).Replace(
        $"real      {pair.First.Endpoint} weight 10", string.Empty, StringComparison.Ordinal);

    private static void ShouldAnswer(Pair pair, int code, string output, params string[] words)
    {
        DaemonExit exit = Ask(pair, "reload", words);
        (exit.Code, exit.Output, exit.Errors).Should().Be((code, output, ""));
    }

    private static string Tell(Pair pair, string command, params string[] words)
    {
        DaemonExit exit = Ask(pair, command, words);
        exit.Code.Should().Be(0, exit.Errors);
        return exit.Output;
    }

    private static DaemonExit Ask(Pair pair, string command, params string[] words) =>
        DaemonProcess.Run([command, .. words, "--control", pair.Director.Folder["c"]]);
}
