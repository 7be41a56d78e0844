using System.Collections.Generic;
using System.Globalization;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Monitoring;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

public sealed class JudgeTests
{
    private const long SecondUs = 1_000_000;

    [Fact]
    public void Counters_AtTheirEnd_StayThere()
    {
        JudgeState failing = new() { Health = Health.Down, Fails = uint.MaxValue - 1 };
        JudgeState passing = new() { Health = Health.Up, Passes = uint.MaxValue - 1 };
        for (int i = 0; i < 2; i++)
        {
            Judge.Rule(ref failing, 1, 3, 0, CheckOutcome.Fail, 5).Should().Be(JudgeRuling.None);
            Judge.Rule(ref passing, 1, 3, 0, CheckOutcome.Pass, 5).Should().Be(JudgeRuling.None);
            (failing.Fails, failing.Health).Should().Be((uint.MaxValue, Health.Down));
            (passing.Passes, passing.Health).Should().Be((uint.MaxValue, Health.Up));
        }
    }

    [Fact]
    public void Thresholds_AtTheirLargest_AreReachedBySaturatedCounters()
    {
        JudgeState state = new() { Health = Health.Up, Fails = uint.MaxValue - 1 };

        Judge.Rule(ref state, 1, uint.MaxValue, 0, CheckOutcome.Fail, 5).Should().Be(JudgeRuling.Fallen);
    }

    [Theory]
    [InlineData(299, JudgeRuling.None)]
    [InlineData(300, JudgeRuling.NoSuccess)]
    public void FailAfter_FailureAfterSuccess_FiresAtItsTime(long seconds, JudgeRuling expected)
    {
        JudgeState state = Passed(at: 1000);

        JudgeRuling ruling = RuleAt(ref state, 1000 + seconds, CheckOutcome.Fail);

        ruling.Should().Be(expected);
        state.Health.Should().Be(expected == JudgeRuling.None ? Health.Up : Health.Down);
    }

    [Fact]
    public void FailAfter_ManyFailures_AddsUpTheirTime()
    {
        JudgeState state = Passed(at: 1000);
        for (long second = 1010; second < 1300; second += 10)
        {
            RuleAt(ref state, second, CheckOutcome.Fail).Should().Be(JudgeRuling.None);
        }

        RuleAt(ref state, 1300, CheckOutcome.Fail).Should().Be(JudgeRuling.NoSuccess);
        RuleAt(ref state, 1310, CheckOutcome.Fail).Should().Be(JudgeRuling.None, "it is down already");
    }

    [Fact]
    public void FailAfter_Success_BeginsAnew()
    {
        JudgeState state = Passed(at: 1000);
        RuleAt(ref state, 1200, CheckOutcome.Fail);
        RuleAt(ref state, 1250, CheckOutcome.Pass);

        RuleAt(ref state, 1549, CheckOutcome.Fail).Should().Be(JudgeRuling.None);
        RuleAt(ref state, 1550, CheckOutcome.Fail).Should().Be(JudgeRuling.NoSuccess);
    }

    [Fact]
    public void FailAfter_InconclusiveTime_DoesNotCount()
    {
        JudgeState state = Passed(at: 1000);
        RuleAt(ref state, 1100, CheckOutcome.Fail);
        RuleAt(ref state, 1400, CheckOutcome.Inconclusive).Should().Be(JudgeRuling.None);

        RuleAt(ref state, 1410, CheckOutcome.Fail).Should().Be(JudgeRuling.None, "110 s of 410 s say something");
        RuleAt(ref state, 1600, CheckOutcome.Fail).Should().Be(JudgeRuling.NoSuccess);
    }

    [Fact]
    public void FailAfter_FallComesFirst_SaysFallen()
    {
        JudgeState state = Passed(at: 1000);

        Judge.Rule(ref state, 1, 1, 300 * SecondUs, CheckOutcome.Fail, 2000 * SecondUs)
            .Should().Be(JudgeRuling.Fallen);
    }

    [Fact]
    public void StableFor_OneThatIsDown_IsUpOnceItHasPassedForSoLong()
    {
        JudgeState state = new() { Health = Health.Down };

        string rulings = Rulings(ref state, "p0 p10 p20 p29 p30 p40");

        rulings.Should().Be("- - - - Risen -");
    }

    [Theory]
    [InlineData("p0 p20 f21 p22 p40 p51 p52", "- - - - - - Risen")]
    [InlineData("p0 p10 i25 p29 p30 p44 p45", "- - - - - - Risen")]
    public void StableFor_AFailureOrSilenceBetween_DoesNotCount(string results, string expected)
    {
        JudgeState state = new() { Health = Health.Down };

        Rulings(ref state, results).Should().Be(expected);
    }

    [Fact]
    public void StableFor_BeforeTheFirstVerdict_AsksForNothing()
    {
        JudgeState state = default;

        Rulings(ref state, "p0").Should().Be("Risen");
    }

    [Fact]
    public void Change_BeingConfirmed_IsSeen()
    {
        JudgeState state = default;
        state.IsChanging.Should().BeFalse();
        Judge.Rule(ref state, 2, 2, 0, CheckOutcome.Pass, 1);
        state.IsChanging.Should().BeTrue();
        Judge.Rule(ref state, 2, 2, 0, CheckOutcome.Pass, 2);
        state.IsChanging.Should().BeFalse();
        Judge.Rule(ref state, 2, 2, 0, CheckOutcome.Fail, 3);
        state.IsChanging.Should().BeTrue();
        Judge.Rule(ref state, 2, 2, 0, CheckOutcome.Fail, 4);
        state.IsChanging.Should().BeFalse();
    }

    /// <summary>What each result gives where one that is down must pass for 30 s: <c>p20</c> passes at the second
    /// 20.</summary>
    private static string Rulings(ref JudgeState state, string results)
    {
        List<string> rulings = [];
        foreach (string result in results.Split(' '))
        {
            CheckOutcome outcome = result[0] switch
            {
                'p' => CheckOutcome.Pass,
                'f' => CheckOutcome.Fail,
                _ => CheckOutcome.Inconclusive,
            };
            long nowUs = (1000 + long.Parse(result[1..], CultureInfo.InvariantCulture)) * SecondUs;
            JudgeRuling ruling = Judge.Rule(ref state, 1, 3, 0, outcome, nowUs, 30 * SecondUs);
            rulings.Add(ruling == JudgeRuling.None ? "-" : ruling.ToString());
        }

        return string.Join(' ', rulings);
    }

    private static JudgeState Passed(long at)
    {
        JudgeState state = default;
        RuleAt(ref state, at, CheckOutcome.Pass);
        return state;
    }

    private static JudgeRuling RuleAt(ref JudgeState state, long second, CheckOutcome outcome) =>
        Judge.Rule(ref state, 1, 1000, 300 * SecondUs, outcome, second * SecondUs);
}
