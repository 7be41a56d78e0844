using System;
using System.Diagnostics;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Life;

/// <summary>What makes a verdict beside <c>rise</c> and <c>fall</c>, with real servers and real time.</summary>
public sealed class VerdictTests
{
    [SystemFact]
    public void RequireAny_OneOfTwoChecksDead_KeepsTheServerUntilBothAre()
    {
        using Pair pair = new(start: false);
        CountingServer side = new("127.0.1.41");
        string port = side.Endpoint.Split(':')[1];
        string all = pair.Configuration(interval: "200ms").Replace(
            "weight 10",
            $"weight 10 {{\ncheck http --url http://www.example.com/\ncheck tcp --port {port}\n}}",
            StringComparison.Ordinal);
        string any = all.Replace("weight 10 {", "weight 10 {\nrequire any", StringComparison.Ordinal);
        Start(pair, any);

        int edits = pair.Director.Table.Edits.Count;
        side.Dispose();
        Wait.For(TimeSpan.FromSeconds(2));
        pair.Director.Journal.All("DOWN *").Should().BeEmpty("the other check passes");
        pair.Director.Table.Edits.Should().HaveCount(edits);

        pair.First.Stop();
        pair.Director.Journal.ShouldComeTo($"DOWN www {pair.First.Endpoint}: connect refused*");
        pair.Director.ShouldHaveTable(Pair.With(pair.SecondLine()));
        pair.First.Start();
        pair.Director.Journal.ShouldComeTo($"UP www {pair.First.Endpoint}*");
        pair.Director.ShouldHaveTable(pair.Whole());

        // The same two checks, one of them dead, where all must pass.
        pair.Director.Configure(all);
        pair.Director.Daemon.Signal(Signals.Hangup);
        pair.Director.Journal.ShouldComeTo($"DOWN www {pair.First.Endpoint}: by the configuration; *");
        pair.Director.ShouldHaveTable(Pair.With(pair.SecondLine()));
    }

    [SystemFact]
    public void FailAfter_ServerStops_IsDownBySinceWhenAndNotByHowOften()
    {
        using Pair pair = new(start: false);
        Start(pair, pair.Configuration(service: "fail-after 2s", interval: "200ms").Replace(
            "fall            2", "fall            1000", StringComparison.Ordinal));

        pair.First.Stop();
        pair.Director.Journal.ShouldComeTo($"DOWN www {pair.First.Endpoint}: no success for 2s; *");

        // The last success was answered at once; the clock of the test is another one than the daemon's.
        TimeSpan time = DateTime.Now - pair.First.Asked[^1];
        time.Should().BeGreaterThan(TimeSpan.FromSeconds(1.9)).And.BeLessThan(TimeSpan.FromSeconds(8));
        pair.Director.ShouldHaveTable(Pair.With(pair.SecondLine()));
    }

    [SystemFact]
    public void StableFor_ServerComesBack_MustPassForSoLong()
    {
        using Pair pair = new(start: false);
        Start(pair, pair.Configuration(service: "stable-for 3s", interval: "200ms"));
        pair.First.Stop();
        pair.Director.Journal.ShouldComeTo($"DOWN www {pair.First.Endpoint}*");

        ComesBackAfter(pair).Should().BeGreaterThan(TimeSpan.FromSeconds(3)).And.BeLessThan(TimeSpan.FromSeconds(8));
        pair.First.Asked.Count.Should().BeGreaterThan(12, "it was checked all the time");
        pair.Director.ShouldHaveTable(pair.Whole());
    }

    [SystemFact]
    public void HoldDown_ServerGoesUpAndDown_MustPassForTwiceAsLongEachTime()
    {
        using Pair pair = new(start: false);
        Start(pair, pair.Configuration(service: "hold-down 1500ms\nhold-down-max 1m", interval: "200ms"));

        double[] seconds = [.. Enumerable.Range(0, 3).Select(_ =>
        {
            pair.First.Stop();
            pair.Director.Journal.ShouldComeTo($"DOWN www {pair.First.Endpoint}*");
            return ComesBackAfter(pair).TotalSeconds;
        })];

        seconds[0].Should().BeLessThan(1.5, "the first fall costs nothing");
        seconds[1].Should().BeInRange(1.5, 6, "a busy machine may cost some");
        seconds[2].Should().BeInRange(3, 10);
        pair.Director.Journal.All("FLAP *").Should().Equal(
            $"FLAP www {pair.First.Endpoint}: went down 2 times, must pass for 1.5s",
            $"FLAP www {pair.First.Endpoint}: went down 3 times, must pass for 3s");
    }

    private static TimeSpan ComesBackAfter(Pair pair)
    {
        Stopwatch watch = Stopwatch.StartNew();
        pair.First.Start();
        pair.Director.Journal.ShouldComeTo($"UP www {pair.First.Endpoint}*");
        return watch.Elapsed;
    }

    private static void Start(Pair pair, string configuration)
    {
        pair.Director.Configure(configuration);
        pair.Director.Start();
        pair.Director.ShouldHaveTable(pair.Whole());
        pair.Director.PassStart();
    }
}
