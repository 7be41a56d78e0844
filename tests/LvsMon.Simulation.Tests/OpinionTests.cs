using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Monitoring;
using LvsMon.Simulation.Checkers;
using Xunit;

namespace LvsMon.Simulation.Tests;

/// <summary>The oracle itself, by examples: P a pass, F a failure, ? neither.</summary>
public sealed class OpinionTests
{
    [Theory]
    [InlineData("", Health.Unverified)]
    [InlineData("P", Health.Unverified)]
    [InlineData("P?P", Health.Up)]
    [InlineData("PFP", Health.Unverified)]
    [InlineData("PPFF", Health.Up)]
    [InlineData("PPF?F??F", Health.Down)]
    [InlineData("PPFFFP", Health.Down)]
    [InlineData("FFPFF", Health.Unverified)]
    [InlineData("FFFPP", Health.Up)]
    public void Take_RiseTwoFallThree_IsAsTheRowsSay(string results, Health verdict)
    {
        Of(results, failAfterUs: 0).Should().Be(verdict);
    }

    [Theory]
    [InlineData("PPFF", Health.Up)]
    [InlineData("PPF?F", Health.Up)]
    [InlineData("PPFFF", Health.Down)]
    public void Take_FailAfter_CountsTheTimeThatFailuresCover(string results, Health verdict)
    {
        Of(results, failAfterUs: 30, fall: 9).Should().Be(verdict);
    }

    [Theory]
    [InlineData("PP", Health.Up)]
    [InlineData("FFFPP", Health.Down)]
    [InlineData("FFFPPP", Health.Down)]
    [InlineData("FFFPPPP", Health.Up)]
    [InlineData("FFFPPFPPP", Health.Down)]
    [InlineData("FFFP??PP", Health.Down)]
    [InlineData("FFFP??PPP", Health.Up)]
    public void Take_StableFor_CountsTheTimeThatPassesCover(string results, Health verdict)
    {
        Of(results, failAfterUs: 0, stableUs: 30).Should().Be(verdict);
    }

    private static Health Of(string results, long failAfterUs, uint fall = 3, long stableUs = 0)
    {
        Timing timing = new(10, 10, 10, 5, 5, 5, 2, fall, failAfterUs);
        Opinion opinion = default;
        foreach ((char result, int i) in results.Select((result, i) => (result, i)))
        {
            CheckOutcome outcome = result switch
            {
                'P' => CheckOutcome.Pass,
                'F' => CheckOutcome.Fail,
                _ => CheckOutcome.Inconclusive,
            };
            opinion.Take(outcome, timing, (i + 1) * 10, stableUs);
        }

        return opinion.Verdict;
    }
}
