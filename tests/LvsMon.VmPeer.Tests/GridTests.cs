using FluentAssertions;
using Xunit;

namespace LvsMon.VmPeer.Tests;

public sealed class GridTests
{
    [Fact]
    public void Take_InTime_GoesToTheNextPoint()
    {
        Grid grid = new(startUs: 1000, periodUs: 100, count: 3);

        grid.DueUs.Should().Be(1000);
        grid.Take(1003);
        grid.DueUs.Should().Be(1100);
        grid.Take(1199);
        grid.DueUs.Should().Be(1200);
    }

    [Fact]
    public void Take_AfterAStall_SkipsWhatWasMissed()
    {
        Grid grid = new(startUs: 1000, periodUs: 100, count: 10);

        grid.Take(1000);
        grid.Take(1450);

        grid.DueUs.Should().Be(1500, "the points at 1200, 1300 and 1400 are gone and the stall does not move the rest");
    }

    [Fact]
    public void Take_SlightlyEarly_StillGoesOn()
    {
        Grid grid = new(startUs: 1000, periodUs: 100, count: 10);

        grid.Take(1000);
        grid.Take(1099);

        grid.DueUs.Should().Be(1200);
    }

    [Theory]
    [InlineData(1099, false)]
    [InlineData(1100, true)]
    [InlineData(9999, true)]
    public void IsOver_AfterTheLastPoint_IsTrue(long nowUs, bool isOver)
    {
        Grid grid = new(startUs: 1000, periodUs: 100, count: 2);

        grid.Take(nowUs);

        grid.IsOver.Should().Be(isOver);
    }
}
