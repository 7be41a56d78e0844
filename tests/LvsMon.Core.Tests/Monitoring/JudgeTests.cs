using System;
using System.Collections.Generic;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Monitoring;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

public sealed class JudgeTests
{
    private const long SecondUs = 1_000_000;
    private static readonly CheckOutcome[] Outcomes =
        [CheckOutcome.Pass, CheckOutcome.Fail, CheckOutcome.Inconclusive];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Judge_AllHistoriesUpToTen_AgreesWithTheOracle(uint rise)
    {
        for (uint fall = 1; fall <= 4; fall++)
        {
            int histories = 0;
            Walk(new JudgeState(), [], rise, fall, ref histories);
            histories.Should().Be((59049 * 3 / 2) - 1, "every history of one to ten outcomes is looked at");
        }
    }

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

    private static JudgeState Passed(long at)
    {
        JudgeState state = default;
        RuleAt(ref state, at, CheckOutcome.Pass);
        return state;
    }

    private static JudgeRuling RuleAt(ref JudgeState state, long second, CheckOutcome outcome) =>
        Judge.Rule(ref state, 1, 1000, 300 * SecondUs, outcome, second * SecondUs);

    private static void Walk(
        JudgeState state, List<CheckOutcome> history, uint rise, uint fall, ref int histories)
    {
        Health before = state.Health;
        foreach (CheckOutcome outcome in Outcomes)
        {
            JudgeState next = state;
            history.Add(outcome);
            histories++;
            JudgeRuling ruling = Judge.Rule(ref next, rise, fall, 0, outcome, history.Count);
            Health expected = JudgeOracle.Verdict(history, rise, fall);
            if (next.Health != expected || (ruling != JudgeRuling.None) != (expected != before))
            {
                throw new InvalidOperationException(
                    $"rise {rise} fall {fall}: {string.Join(' ', history)}: {next.Health} {ruling}, not {expected}");
            }

            if (history.Count < 10)
            {
                Walk(next, history, rise, fall, ref histories);
            }

            history.RemoveAt(history.Count - 1);
        }
    }
}
