using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;

namespace LvsMon.Core.Lvs.Kernel;

/// <summary>Which of the kernel's settings, left at 0, can hurt the clients of which virtual service.</summary>
internal static class FlowRisks
{
    private static readonly ulong Failures = AllFailures();

    /// <summary>The bit of a setting in a set of them.</summary>
    internal static int Bit(KernelSetting setting) => 1 << (int)setting;

    /// <summary>The settings that matter to each service, as bits; by the service's index.</summary>
    internal static int[] Of(Plan plan)
    {
        int[] risks = new int[plan.Services.Length];
        for (int i = 0; i < risks.Length; i++)
        {
            risks[i] = Of(plan, plan.Services[i]);
        }

        return risks;
    }

    private static int Of(Plan plan, ServicePlan service)
    {
        bool monitored = false;
        bool standby = false;
        for (int i = service.FirstReal; i < service.FirstReal + service.RealCount; i++)
        {
            monitored |= !plan.Reals[i].Unmonitored;
            standby |= plan.Reals[i].Weight == 0;
        }

        // With one-packet scheduling there are no connections; a fallback leaves the table when a real server is back.
        bool removes = monitored && ((Failures & ~service.QuiesceReasons) != 0 || service.Fallback is not null);
        bool quiesces = monitored && (Failures & service.QuiesceReasons) != 0;
        bool reuses = service.Key.Protocol != ServiceProtocol.Udp && service.RealCount > 0;
        int risks = removes && !service.OnePacket ? Bit(KernelSetting.ExpireNodestConn) : 0;
        risks |= service.Persistence is not null && (quiesces || standby)
            ? Bit(KernelSetting.ExpireQuiescentTemplate)
            : 0;
        return risks | (reuses && !service.OnePacket ? Bit(KernelSetting.ConnReuseMode) : 0);
    }

    private static ulong AllFailures()
    {
        ulong bits = 0;
        foreach (CheckReason reason in Reasons.Failures)
        {
            bits |= 1UL << (int)reason;
        }

        return bits;
    }
}
