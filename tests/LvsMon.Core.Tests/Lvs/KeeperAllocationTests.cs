using System;
using FluentAssertions;
using LvsMon.Core.Lvs;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

public sealed class KeeperAllocationTests
{
    private const int Reals = 50;

    /// <summary>A garbage collection that another thread starts in a window moves its count; one clean window is
    /// proof.</summary>
    private const int Windows = 3;

    private static Plan Web()
    {
        PlanMaker maker = new PlanMaker()
            .Service("tcp 10.0.0.1:80", floor: new(1, 0))
            .Service("tcp [2001:db8::1]:80", fallback: "[2001:db8::f]:80");
        for (int i = 0; i < Reals; i++)
        {
            maker.Real($"[2001:db8::1:{i}]:80", 5, upper: 9, lower: 3);
        }

        return maker.Build();
    }

    [Fact]
    public void Flush_EdgesAndReconciles_AllocateNothing()
    {
        Plan plan = Web();
        CannedIpvsadm runner = CannedIpvsadm.For(plan);
        TableKeeper keeper = new(plan, runner, new TableKeeperOptions());
        FactStream facts = new(new DetailPool(), keeper);
        long now = 1_000_000;
        keeper.BeginStart(now);
        facts.Flush(now);
        Cycle(plan, runner, facts, ref now);
        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                Cycle(plan, runner, facts, ref now);
            }
        }, Windows);

        bytes.Should().Be(0);
        runner.Restores.Should().BeGreaterThan(150, "nearly every cycle wrote twice");
        keeper.IsInStep.Should().BeTrue();
    }

    [Fact]
    public void Flush_TableNeverTakes_AllocatesNothing()
    {
        Plan plan = Web();
        CannedIpvsadm runner = CannedIpvsadm.For(plan);
        TableKeeper keeper = new(plan, runner, new TableKeeperOptions());
        FactStream facts = new(new DetailPool(), keeper);
        long now = 1_000_000;
        keeper.BeginStart(now);
        facts.Flush(now);
        Cycle(plan, runner, facts, ref now);
        runner.Refuses = true;
        FactRounds.PostAll(plan, facts, FactKind.Up, now);
        FactRounds.Run(facts, ref now, 40_000_000);
        long bytes = Allocation.Of(() => FactRounds.Run(facts, ref now, 400_000_000), Windows);

        bytes.Should().Be(0);
        keeper.IsInStep.Should().BeFalse();
    }

    [Fact]
    public void Flush_FightsAboutEverything_AllocateNothing()
    {
        Plan plan = Web();
        CannedIpvsadm runner = CannedIpvsadm.For(plan);
        FightCounter told = new();
        TableKeeper keeper = new(plan, runner, new TableKeeperOptions());
        FactStream facts = new(new DetailPool(), keeper, told);
        long now = 1_000_000;
        keeper.BeginStart(now);
        facts.Flush(now);
        Cycle(plan, runner, facts, ref now);
        runner.Obeys = true;
        FactRounds.PostAll(plan, facts, FactKind.Up, now);
        FactRounds.Run(facts, ref now, 31_000_000);
        Rival(runner, facts, ref now);
        int fewest = int.MaxValue;
        long bytes = Allocation.Of(() =>
        {
            int before = told.Lines;
            Rival(runner, facts, ref now);
            fewest = Math.Min(fewest, told.Lines - before);
        }, Windows);

        bytes.Should().Be(0);
        fewest.Should().BePositive("each window is longer than an hour");
        keeper.IsInStep.Should().BeFalse();
    }

    private static void Rival(CannedIpvsadm runner, FactStream facts, ref long now)
    {
        for (int i = 0; i < 121; i++)
        {
            runner.IsUp = false;
            FactRounds.Run(facts, ref now, 30_000_000);
        }
    }

    private static void Cycle(Plan plan, CannedIpvsadm runner, FactStream facts, ref long now)
    {
        runner.IsUp = true;
        FactRounds.PostAll(plan, facts, FactKind.Up, now);
        FactRounds.Run(facts, ref now, 31_000_000);
        runner.IsUp = false;
        FactRounds.PostAll(plan, facts, FactKind.Down, now);
        FactRounds.Run(facts, ref now, 31_000_000);
    }

    private sealed class FightCounter : IFactSink
    {
        public int Lines { get; private set; }

        public void Accept(in Fact fact) => Lines += fact.Kind == FactKind.Fight ? 1 : 0;

        public long Flush(long nowUs, FactStream facts) => long.MaxValue;
    }
}
