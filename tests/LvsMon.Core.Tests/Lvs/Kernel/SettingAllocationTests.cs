using FluentAssertions;
using LvsMon.Core.Lvs.Kernel;
using LvsMon.Core.Os;
using LvsMon.Core.Transitions;
using LvsMon.Testing;
using LvsMon.Testing.Os;
using LvsMon.Testing.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Lvs.Kernel;

public sealed class SettingAllocationTests
{
    private const int Looks = 100;

    [Theory]
    [InlineData(OsError.None)]
    [InlineData(OsError.NotPermitted)]
    public void Flush_SetAgainAtEachReconcile_AllocatesNothing(OsError writing)
    {
        MemoryKernelSettings settings = new();
        settings.FailWrite(KernelSetting.ConnReuseMode, writing);
        PlanMaker maker = new PlanMaker().Service("tcp 192.0.2.80:80").Real("10.0.0.11:80");
        SettingKeeper keeper = new(SettingRig.Managed(maker, reconcileUs: SettingRig.Second), settings);
        CountingSink sink = new();
        FactStream facts = new(new DetailPool(), keeper, sink);
        facts.Post(new Fact(FactKind.Adopted));
        long now = 0;
        Look(settings, facts, ref now);
        long bytes = Allocation.Of(() => Look(settings, facts, ref now), 3);

        bytes.Should().Be(0);
        sink.Count.Should().BeGreaterThan(2 * 4 * Looks, "two settings at least are set at each look");
    }

    private static void Look(MemoryKernelSettings settings, FactStream facts, ref long now)
    {
        for (int i = 0; i < Looks; i++)
        {
            settings.All(0);
            settings.Writes.Clear();
            now += SettingRig.Second;
            facts.Flush(now);
        }
    }
}
