using System;
using System.Diagnostics;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Servers;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Life;

/// <summary>What moves a weight in the table beside the configuration: an agent, and coming back slowly.</summary>
public sealed class WeightTests
{
    [SystemFact]
    public void Agent_SaysPartDrainAndDown_TheTableFollowsAndItsSilenceChangesNothing()
    {
        using Pair pair = new(start: false);
        using AgentPeer agent = new("127.0.1.41", "50%");
        Start(pair, pair.Configuration(firstWeight: 100, interval: "200ms").Replace(
            "weight 100", $"weight 100 {{\ncheck http --url http://www.example.com/\ncheck agent {agent.Options}\n}}",
            StringComparison.Ordinal));
        pair.Director.ShouldHaveTable(Pair.With(pair.FirstLine(50), pair.SecondLine()));
        pair.Director.PassStart();
        pair.Director.Table.Edits.Should().NotContain(pair.FirstLine(100), "it did not want that weight");

        agent.Say("up 75%");
        Follow(pair, "WEIGHT www *: agent wants 75%, before 50%", 75);
        agent.Say("drain 75%");
        Follow(pair, "WEIGHT www *", 0);
        agent.Stop();
        pair.Director.Journal.ShouldComeTo("INCONCLUSIVE: no agent*");
        Wait.For(TimeSpan.FromSeconds(1));
        pair.Director.ShouldHaveTable(Pair.With(pair.FirstLine(0), pair.SecondLine()));
        pair.Director.Journal.All($"DOWN www {pair.First.Endpoint}*").Should().BeEmpty("the agent is not the server");

        agent.Start();
        agent.Say("ready");
        Follow(pair, "WEIGHT www *", 100);
        agent.Say("down#disk full");
        pair.Director.Journal.ShouldComeTo($"DOWN www {pair.First.Endpoint}: agent down*disk full*");
        pair.Director.ShouldHaveTable(Pair.With(pair.SecondLine()));
        agent.Say("up");
        pair.Director.Journal.ShouldComeTo($"UP www {pair.First.Endpoint}*");
        pair.Director.ShouldHaveTable(Pair.With(pair.FirstLine(100), pair.SecondLine()));
    }

    [SystemFact]
    public void SlowStart_ServerComesBack_ItsWeightGrowsToTheWholeInItsTime()
    {
        using Pair pair = new(start: false);
        Start(pair, pair.Configuration(service: "slow-start 5s", interval: "200ms"));
        pair.Director.ShouldHaveTable(pair.Whole());
        pair.Director.PassStart();
        pair.Director.Table.Edits.Should().NotContain(pair.FirstLine(1), "at the start of the daemon all have all");

        pair.First.Stop();
        pair.Director.ShouldHaveTable(Pair.With(pair.SecondLine()));
        int before = pair.Director.Table.Edits.Count;
        Stopwatch watch = Stopwatch.StartNew();
        pair.First.Start();
        pair.Director.ShouldHaveTable(pair.Whole());
        TimeSpan time = watch.Elapsed;

        int[] weights =
        [
            .. pair.Director.Table.Edits.Skip(before)
                .Where(edit => edit.Contains(pair.First.Endpoint, StringComparison.Ordinal))
                .Select(edit => int.Parse(edit.Split("-w ")[1].Split(' ')[0], null)),
        ];
        weights.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems().And.StartWith(1).And.EndWith(10);
        weights.Length.Should().BeInRange(6, 10, "ten steps; a busy machine may cost some");
        time.Should().BeGreaterThan(TimeSpan.FromSeconds(4.9)).And.BeLessThan(TimeSpan.FromSeconds(10));
    }

    private static void Start(Pair pair, string configuration)
    {
        pair.Director.Configure(configuration);
        pair.Director.Start();
    }

    private static void Follow(Pair pair, string line, int weight)
    {
        pair.Director.Journal.ShouldComeTo(line);
        pair.Director.ShouldHaveTable(Pair.With(pair.FirstLine(weight), pair.SecondLine()));
    }
}
