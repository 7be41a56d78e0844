using LvsMon.Core.Config;

namespace LvsMon.Core.Planning;

/// <summary>Warns, once for each virtual service, of a slow start that changes nothing.</summary>
/// <param name="diagnostics">Where it is told.</param>
internal sealed class SlowStartRules(Diagnostics diagnostics)
{
    /// <summary>Looks at the real servers of a service.</summary>
    internal void Apply(VirtualServiceSettings service)
    {
        foreach (RealServerSettings real in service.Reals)
        {
            if (real.Weight == 1 && !real.Unmonitored && real.Timing.SlowStartUs > 0)
            {
                diagnostics.Warning(
                    PlanningRules.SlowStartWeight,
                    real.Span,
                    "slow-start has no effect on weight 1, which has no parts; write weights of 10 or more");
                return;
            }
        }
    }
}
