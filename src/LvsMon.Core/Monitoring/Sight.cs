using LvsMon.Core.Checks;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Monitoring;

/// <summary>Which checks see something: those that end inconclusive again and again are blind, and a service all of
/// whose checks are is blind too.</summary>
internal sealed class Sight
{
    /// <summary>Inconclusive attempts in a row from which a check counts as blind.</summary>
    internal const uint BlindStreak = 2;

    /// <summary>Silences in a row that say nothing after a failure.</summary>
    private const byte SilencesAfterRefusal = 2;

    private readonly InconclusiveTally _tally = new();

    /// <summary>
    /// True for a silence that would pass, soon after a refusal: hosts tell refusals by ICMP only so often (Linux, once
    /// a second for one that asks), so silence between two of them is no sign of life.
    /// </summary>
    public static bool SaysNothing(ref MonitorState monitor, CheckResult result)
    {
        if (result.Outcome == CheckOutcome.Fail)
        {
            monitor.OwedSilences = SilencesAfterRefusal;
        }

        if (result.Reason != CheckReason.Silent || monitor.OwedSilences == 0)
        {
            return false;
        }

        monitor.OwedSilences--;
        return true;
    }

    /// <summary>Counts an attempt that says nothing, of a check whose blindness blinds no service.</summary>
    public void Miss(CheckReason reason) => _tally.Add(reason);

    /// <summary>Takes a result.</summary>
    /// <returns>True when the check has become blind or sees again: its services are counted anew.</returns>
    public bool Note(MonitorTable table, int monitor, CheckResult result)
    {
        ref MonitorState state = ref table.Monitors[monitor];
        bool wasBlind = state.InconclusiveStreak >= BlindStreak;
        if (result.Outcome != CheckOutcome.Inconclusive)
        {
            state.InconclusiveStreak = 0;
        }
        else
        {
            state.InconclusiveStreak += state.InconclusiveStreak == uint.MaxValue ? 0u : 1u;
            state.InconclusiveReason = result.Reason;
            _tally.Add(result.Reason);
        }

        bool isBlind = state.InconclusiveStreak >= BlindStreak;
        if (wasBlind == isBlind)
        {
            return false;
        }

        foreach (ref readonly Subscription subscription in table.SubscriptionsOf(monitor))
        {
            ref ServiceState service = ref table.Services[table.Plan.Reals[subscription.Real].Service];
            service.BlindChecks += isBlind ? 1 : -1;
            service.BlindReason = result.Reason;
        }

        return true;
    }

    /// <summary>Posts what is due.</summary>
    public void Tell(FactStream facts, long nowUs) => _tally.Tell(facts, nowUs);
}
