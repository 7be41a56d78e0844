using System;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Monitoring;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>
/// Every history there is, up to a length, against what <see cref="JudgeHistory"/> says of it. The tree of histories is
/// walked depth first, so that one step of the judge is one history.
/// </summary>
public sealed class JudgeExhaustiveTests
{
    private const long SecondUs = 1_000_000;
    private const int Most = 4;

    private static readonly int[] AlwaysOne = [1];
    private static readonly int[] OneOrThree = [1, 3];

    /// <summary>3 + 9 + … + 3^12 histories for each of 16 pairs of rise and fall.</summary>
    [Theory]
    [InlineData(Health.Unverified)]
    [InlineData(Health.Up)]
    [InlineData(Health.Down)]
    public void Judge_AllHistoriesUpToTwelve_ChangesExactlyWhenDue(Health start)
    {
        long histories = 0;
        for (uint rise = 1; rise <= Most; rise++)
        {
            for (uint fall = 1; fall <= Most; fall++)
            {
                Walk walk = new(12, AlwaysOne, rise, fall, failAfter: 0);
                walk.Go(new JudgeState { Health = start }, start, 0, SecondUs);
                histories += walk.Histories;
            }
        }

        histories.Should().Be(Most * Most * 797_160L);
    }

    /// <summary>6 + 36 + … + 6^6 histories of an outcome after 1 s or 3 s, for each of 16 pairs and 5 limits.</summary>
    [Theory]
    [InlineData(Health.Unverified)]
    [InlineData(Health.Up)]
    [InlineData(Health.Down)]
    public void FailAfter_AllHistoriesUpToSix_StrikesExactlyWhenDue(Health start)
    {
        long histories = 0;
        for (uint rise = 1; rise <= Most; rise++)
        {
            for (uint fall = 1; fall <= Most; fall++)
            {
                for (int failAfter = 1; failAfter <= 5; failAfter++)
                {
                    Walk walk = new(6, OneOrThree, rise, fall, failAfter);
                    walk.Go(new JudgeState { Health = start }, start, 0, SecondUs);
                    histories += walk.Histories;
                }
            }
        }

        histories.Should().Be(Most * Most * 5 * 55_986L);
    }

    private sealed class Walk(int longest, int[] gaps, uint rise, uint fall, int failAfter)
    {
        private readonly CheckOutcome[] _history = new CheckOutcome[longest];
        private readonly int[] _gaps = new int[longest];

        internal long Histories { get; private set; }

        internal void Go(JudgeState state, Health verdict, int length, long nowUs)
        {
            for (CheckOutcome outcome = CheckOutcome.Pass; outcome <= CheckOutcome.Inconclusive; outcome++)
            {
                foreach (int gap in gaps)
                {
                    _history[length] = outcome;
                    _gaps[length] = gap;
                    Step(state, verdict, length + 1, nowUs + (gap * SecondUs));
                }
            }
        }

        private void Step(JudgeState state, Health verdict, int length, long nowUs)
        {
            Histories++;
            ReadOnlySpan<CheckOutcome> history = _history.AsSpan(0, length);
            JudgeRuling due = JudgeHistory.Ruling(history, _gaps.AsSpan(0, length), verdict, rise, fall, failAfter);
            Health after = due switch
            {
                JudgeRuling.None => verdict,
                JudgeRuling.Risen => Health.Up,
                _ => Health.Down,
            };

            JudgeRuling ruling = Judge.Rule(ref state, rise, fall, failAfter * SecondUs, history[^1], nowUs);
            bool changing = JudgeHistory.IsChanging(history, after);
            if (ruling != due || state.Health != after || state.IsChanging != changing)
            {
                throw new InvalidOperationException(
                    $"rise {rise} fall {fall} fail-after {failAfter}: {string.Join(' ', history.ToArray())}: "
                    + $"{ruling} {state.Health} {state.IsChanging}, not {due} {after} {changing}");
            }

            if (length < longest)
            {
                Go(state, after, length, nowUs);
            }
        }
    }
}
