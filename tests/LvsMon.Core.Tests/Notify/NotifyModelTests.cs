using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Tests.Planning;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Notify;

/// <summary>Random storms against what must always hold.</summary>
public sealed class NotifyModelTests
{
    private const int Services = 12;
    private const int RealsOfService = 5;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Storm_ThenCalm_EveryLineWasToldTheLastStateInOrder(int seed)
    {
        Random random = new(seed);
        NotifyScene scene = new(Draft.Plan([.. Enumerable.Range(1, Services).Select(
            port => NotifyScene.Service(port, RealsOfService, "any /bin/any", "up /bin/up", "down /bin/down"))]));
        bool[] isUp = new bool[Services * RealsOfService];
        List<(int Real, bool IsUp)> changes = [];
        for (int turn = 0; turn < 2_000; turn++)
        {
            for (int change = random.Next(4); change > 0; change--)
            {
                int real = random.Next(isUp.Length);
                isUp[real] = !isUp[real];
                changes.Add((real, isUp[real]));
                scene.Change(real, isUp[real]);
            }

            Disturb(scene, random);
            scene.Turn();
            scene.NowUs += random.Next(200_000);
            ShouldRunOneOfAService(scene);
        }

        scene.Runner.Answer = OsError.None;
        scene.NowUs += NotifyScene.Second;
        scene.Drain();

        ShouldHaveToldTheLast(scene, changes);
        ShouldHaveToldInOrder(scene);
        ShouldHaveCountedAll(scene, changes);
    }

    [Fact]
    public void Storm_TenThousandDownAtOnce_EndsWithEachTold()
    {
        NotifyScene scene = new(Draft.Plan(
            [.. Enumerable.Range(1, 10).Select(port => NotifyScene.Service(port, 1000, "any /bin/a"))]));

        scene.Down([.. Enumerable.Range(0, 10_000)]);
        scene.Drain();

        scene.Runner.All.Should().HaveCount(10_000);
        scene.Runner.All.Select(told => told["SEQ"]).Should().OnlyHaveUniqueItems();
    }

    private static void Disturb(NotifyScene scene, Random random)
    {
        scene.Runner.Answer = random.Next(20) == 0 ? OsError.NoDescriptor : OsError.None;
        for (int place = 0; place < scene.Runner.Places; place++)
        {
            if (scene.Runner.Now[place] is not null && random.Next(3) == 0)
            {
                scene.Runner.End(place, random.Next(3));
            }
        }
    }

    private static void ShouldRunOneOfAService(NotifyScene scene)
    {
        string[] running = [.. scene.Runner.Now.Where(told => told is not null).Select(told => told!["SERVICE"])];
        running.Should().OnlyHaveUniqueItems();
        running.Length.Should().BeLessThanOrEqualTo(8);
    }

    private static void ShouldHaveToldTheLast(NotifyScene scene, List<(int Real, bool IsUp)> changes)
    {
        Dictionary<int, (int Seq, bool IsUp)> last = [];
        int[] numbers = Numbers(scene, changes.Count);
        for (int index = 0; index < changes.Count; index++)
        {
            last[changes[index].Real] = (numbers[index], changes[index].IsUp);
        }

        foreach ((int real, (int seq, bool isUp)) in last)
        {
            string[] programs = [.. scene.Runner.All.Where(told => Seq(told) == seq).Select(told => told.Arguments[0])];
            programs.Should().Equal("/bin/any", isUp ? "/bin/up" : "/bin/down");
            scene.Runner.All.Last(told => Name(told) == NameOf(scene, real)).Should()
                .Match<FakeNotifyRunner.Told>(told => Seq(told) == seq);
        }
    }

    private static void ShouldHaveToldInOrder(NotifyScene scene)
    {
        foreach (IGrouping<string, FakeNotifyRunner.Told> service in scene.Runner.All.GroupBy(told => told["SERVICE"]))
        {
            service.Select(Seq).Should().BeInAscendingOrder();
        }
    }

    /// <summary>What was told and what was skipped is all there was.</summary>
    private static void ShouldHaveCountedAll(NotifyScene scene, List<(int Real, bool IsUp)> changes)
    {
        FakeNotifyRunner.Told[] any = [.. scene.Runner.All.Where(told => told.Arguments[0] == "/bin/any")];
        int skipped = any.Sum(told => int.Parse(told["SKIPPED"], CultureInfo.InvariantCulture));
        (any.Length + skipped).Should().Be(changes.Count);
        skipped.Should().BeGreaterThan(0);
    }

    /// <summary>The numbers of the changes: those of the facts that were not the sink's own.</summary>
    private static int[] Numbers(NotifyScene scene, int count)
    {
        int[] numbers = [.. scene.Recording.Facts
            .Where(fact => fact.Kind is FactKind.Up or FactKind.Down)
            .Select(fact => (int)fact.Sequence)];
        numbers.Should().HaveCount(count);
        return numbers;
    }

    private static int Seq(FakeNotifyRunner.Told told) => int.Parse(told["SEQ"], CultureInfo.InvariantCulture);

    private static string Name(FakeNotifyRunner.Told told) => $"{told["SERVICE"]} {told["REAL"]}";

    private static string NameOf(NotifyScene scene, int real) =>
        $"{scene.Plan.Services[scene.Plan.Reals[real].Service].Name} {scene.Plan.Reals[real].Endpoint}";
}
