using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// What agents say of their servers: down or maintenance at once, without counting, and a percentage of the weight.
/// What was said last holds while an agent is silent.
/// </summary>
internal sealed class Advice
{
    /// <summary>Per cent of a weight without advice.</summary>
    public const short Whole = 100;

    /// <summary>Changes below so many per cent are passed over, but for those to and from 0 and 100: loads waver, and
    /// each change is an edit of the table.</summary>
    private const int LeastChange = 5;

    private readonly FactStream _facts;

    public Advice(FactStream facts)
    {
        _facts = facts;
    }

    /// <summary>Takes an agent's result for one real server.</summary>
    /// <param name="table">The arena.</param>
    /// <param name="subscription">Who is advised.</param>
    /// <param name="result">The result, its other troubles made inconclusive.</param>
    /// <param name="nowUs">Now.</param>
    /// <returns>True when the service's number of real servers that carry traffic may have changed.</returns>
    public bool Take(MonitorTable table, in Subscription subscription, CheckResult result, long nowUs)
    {
        ref RealState real = ref table.Reals[subscription.Real];
        real.IsAgentAsked = true;
        if (result.Outcome != CheckOutcome.Pass)
        {
            real.IsAdvisedDown |= result.Outcome == CheckOutcome.Fail;
            return false;
        }

        real.IsAdvisedDown = false;
        (short before, short wanted) = (real.Advice, result.Number);
        bool isBound = wanted is 0 or Whole || before is 0;
        if (wanted == before || (!isBound && Math.Abs(wanted - before) < LeastChange))
        {
            return false;
        }

        bool carried = table.Carries(subscription.Real);
        real.Advice = wanted;
        int service = table.Plan.Reals[subscription.Real].Service;
        int carries = (table.Carries(subscription.Real) ? 1 : 0) - (carried ? 1 : 0);
        table.Services[service].Up += real.IsUp ? carries : 0;
        _facts.Post(new Fact(FactKind.Weighted)
        { TimeUs = nowUs, Service = service, Real = subscription.Real, A = wanted, B = before });
        return carries != 0;
    }
}
