using FluentAssertions;
using LvsMon.Core.Lvs;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

public sealed class FightCountsTests
{
    private const long Minute = 60 * KeeperRig.Second;

    [Fact]
    public void Note_WithinTheHour_CountsFromTheFirstChange()
    {
        FightCounts counts = new(2);

        counts.Note(1, 0).Should().Be(1);
        counts.Note(1, 20 * Minute).Should().Be(2);
        counts.Note(1, 40 * Minute).Should().Be(3);
        counts.IsFight(1, 40 * Minute).Should().BeFalse("three are repaired");
        counts.Note(1, 59 * Minute).Should().Be(4);
        counts.IsFight(1, 59 * Minute).Should().BeTrue();
        counts.AgeUs(1, 59 * Minute).Should().Be(59 * Minute);
        counts.IsFight(0, 59 * Minute).Should().BeFalse("that is another entry");
    }

    [Fact]
    public void Note_AfterTheHour_BeginsANewOne()
    {
        FightCounts counts = new(1);
        for (int i = 0; i < 5; i++)
        {
            counts.Note(0, i);
        }

        counts.IsFight(0, FightCounts.SpanUs - 1).Should().BeTrue();
        counts.IsFight(0, FightCounts.SpanUs).Should().BeFalse();
        counts.Note(0, FightCounts.SpanUs).Should().Be(1);
        counts.AgeUs(0, FightCounts.SpanUs).Should().Be(0);
    }

    [Fact]
    public void Note_MoreThanItCanCount_StaysAtTheMost()
    {
        FightCounts counts = new(1);
        for (int i = 0; i < 300; i++)
        {
            counts.Note(0, i);
        }

        counts.Note(0, 300).Should().Be(255);
        counts.IsFight(0, 300).Should().BeTrue();
    }
}
