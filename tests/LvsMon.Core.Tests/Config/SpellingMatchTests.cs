using FluentAssertions;
using LvsMon.Core.Config;
using Xunit;

namespace LvsMon.Core.Tests.Config;

public sealed class SpellingMatchTests
{
    [Theory]
    [InlineData("fall", "fall", true)]
    [InlineData("FALL", "fall", true)]
    [InlineData("fal", "fall", true)]
    [InlineData("flal", "fall", true)]
    [InlineData("falll", "fall", true)]
    [InlineData("fxll", "fall", true)]
    [InlineData("fxxl", "fall", false)]
    [InlineData("a", "b", false)]
    [InlineData("wieght", "weight", true)]
    [InlineData("persistance", "persistence", true)]
    [InlineData("persitance", "persistence", true)]
    [InlineData("psitance", "persistence", false)]
    public void SpellingMatch_OneCandidate_IsNearOrNot(string word, string candidate, bool near) =>
        new SpellingMatch(word).Improves(candidate).Should().Be(near);

    [Fact]
    public void SpellingMatch_BetterCandidateLater_Improves()
    {
        SpellingMatch match = new("uppr1");
        match.Improves("lower").Should().BeFalse();
        match.Improves("upper").Should().BeTrue();
        match.Improves("upper").Should().BeFalse("it is not better than itself");
        match.Improves("uppr2").Should().BeTrue();
    }

    [Fact]
    public void SpellingMatch_VeryLongWord_MatchesNothing()
    {
        string word = new('x', 100_000);
        new SpellingMatch(word).Improves(word).Should().BeFalse();
        new SpellingMatch("abc").Improves(word).Should().BeFalse();
    }
}
