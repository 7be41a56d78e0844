using FluentAssertions;
using LvsMon.Core.Lvs;
using LvsMon.Core.Lvs.Shadow;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing;
using LvsMon.Testing.Os;
using Xunit;

namespace LvsMon.Core.Tests.Lvs.Shadow;

public sealed class ShadowAllocationTests
{
    private const int Reals = 50;

    /// <summary>A garbage collection that another thread starts in a window moves its count; one clean window is
    /// proof.</summary>
    private const int Windows = 3;

    [Fact]
    public void Flush_VerdictsReadingsAndDisagreements_AllocateNothing()
    {
        PlanMaker maker = new PlanMaker()
            .Service("tcp 10.0.0.1:80", floor: new(1, 0))
            .Service("tcp [2001:db8::1]:80", fallback: "[2001:db8::f]:80");
        for (int i = 0; i < Reals; i++)
        {
            maker.Real($"[2001:db8::1:{i}]:80", 5, upper: 9, lower: 3);
        }

        Plan plan = maker.Build();
        CannedIpvsadm runner = CannedIpvsadm.For(plan);
        RecordingLineSocket output = new() { Keeps = false };
        TableShadow shadow = new(plan, runner, output, new TableKeeperOptions());
        FactStream facts = new(new DetailPool(), shadow);
        long now = 1_000_000;
        shadow.BeginStart(now);
        Cycle(plan, runner, facts, ref now);
        int calls = output.Calls;
        long told = facts.LastSequence;
        long bytes = Allocation.Of(() =>
        {
            for (int i = 0; i < 50; i++)
            {
                Cycle(plan, runner, facts, ref now);
            }
        }, Windows);

        bytes.Should().Be(0);
        output.Calls.Should().BeGreaterThan(calls + (Windows * 50 * 2 * Reals), "every edge was printed");
        facts.LastSequence.Should().BeGreaterThan(told + (Windows * 50 * 2 * (Reals + 17)), "and disagreed about");
        runner.Restores.Should().Be(0);
    }

    /// <summary>The peer follows each edge, but late.</summary>
    private static void Cycle(Plan plan, CannedIpvsadm runner, FactStream facts, ref long now)
    {
        FactRounds.PostAll(plan, facts, FactKind.Up, now);
        FactRounds.Run(facts, ref now, 10_000_000);
        runner.IsUp = true;
        FactRounds.Run(facts, ref now, 10_000_000);
        FactRounds.PostAll(plan, facts, FactKind.Down, now);
        FactRounds.Run(facts, ref now, 10_000_000);
        runner.IsUp = false;
        FactRounds.Run(facts, ref now, 10_000_000);
    }
}
