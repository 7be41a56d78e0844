using System.Runtime.CompilerServices;
using FluentAssertions;
using LvsMon.Core.Lvs;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;
using Xunit;

namespace LvsMon.Core.Tests.Values;

/// <summary>What stands once or more for each real server stays small.</summary>
public sealed class ValueSizeTests
{
    [Fact]
    public void Size_OfAnAddress_HasNoPadding()
    {
        Unsafe.SizeOf<IpAddress>().Should().Be(18);
        Unsafe.SizeOf<Endpoint>().Should().Be(20);
    }

    [Fact]
    public void Size_OfWhatIsKeptBetweenChecks_IsSmall()
    {
        Unsafe.SizeOf<MonitorState>().Should().BeLessThanOrEqualTo(32);
        Unsafe.SizeOf<JudgeState>().Should().BeLessThanOrEqualTo(32);
        Unsafe.SizeOf<ProbeRun>().Should().BeLessThanOrEqualTo(48);
    }

    [Fact]
    public void Size_OfWhatThePlanSizes_IsSmall()
    {
        Unsafe.SizeOf<MonitorPlan>().Should().BeLessThanOrEqualTo(88);
        Unsafe.SizeOf<RealPlan>().Should().BeLessThanOrEqualTo(56);
        Unsafe.SizeOf<Fact>().Should().BeLessThanOrEqualTo(56);
        Unsafe.SizeOf<Edit>().Should().BeLessThanOrEqualTo(64);
        Unsafe.SizeOf<RealHealth>().Should().BeLessThanOrEqualTo(48);
    }
}
