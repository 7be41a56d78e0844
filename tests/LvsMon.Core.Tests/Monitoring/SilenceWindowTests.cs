using FluentAssertions;
using LvsMon.Core.Monitoring;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

public sealed class SilenceWindowTests
{
    private const long NowUs = 1_000_000_000;

    [Theory]
    [InlineData(0, true)]
    [InlineData(999_999, true)]
    [InlineData(1_500_000, false)]
    public void Silence_OfMostChecks_StrikesWithinOneInterval(long apartUs, bool expected)
    {
        for (long shiftUs = 0; shiftUs < 1_000_000; shiftUs += 97_003)
        {
            SilenceWindow window = new() { IntervalUs = 1_000_000, Checks = 3 };
            window.Add(NowUs + shiftUs, NowUs + shiftUs);
            window.Add(NowUs + shiftUs + apartUs, NowUs + shiftUs + apartUs);

            window.IsStriking(NowUs + shiftUs + apartUs).Should().Be(expected);
            window.IsMostlySilent.Should().BeTrue();
        }
    }

    [Fact]
    public void Silence_AddedOutOfOrder_CountsByItsAge()
    {
        // A reload adds what is silent by monitor, not by time.
        SilenceWindow window = new() { IntervalUs = 1_000_000, Checks = 3 };
        window.Add(NowUs - 100_000, NowUs);
        window.Add(NowUs - 50_000_000, NowUs);
        window.Add(NowUs - 600_000, NowUs);

        window.IsStriking(NowUs).Should().BeTrue();
        window.Silent.Should().Be(3);
        window.Remove(NowUs - 600_000, NowUs);
        window.IsStriking(NowUs).Should().BeFalse();
        window.Silent.Should().Be(2);
    }

    [Fact]
    public void Silence_TakenBack_NoLongerStrikes()
    {
        SilenceWindow window = new() { IntervalUs = 1_000_000, Checks = 2 };
        window.Add(NowUs, NowUs);
        window.Add(NowUs + 400_000, NowUs + 400_000);
        window.Remove(NowUs, NowUs + 900_000);

        window.IsStriking(NowUs + 900_000).Should().BeFalse();
        window.IsMostlySilent.Should().BeFalse();
    }
}
