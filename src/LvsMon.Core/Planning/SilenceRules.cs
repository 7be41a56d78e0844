using System;
using System.Collections.Generic;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Planning;

/// <summary>
/// Warns, once for each check, where silence passes and the times are too short to hear of what fails it.
/// </summary>
/// <param name="diagnostics">Where it is told.</param>
internal sealed class SilenceRules(Diagnostics diagnostics)
{
    /// <summary>Linux asks three times, a second apart, for the hardware address of a host on its own network (arp(7):
    /// mcast_solicit, retrans_time_ms), then tells those who wait; a second more is slack.</summary>
    private const long LeastWaitUs = 4 * DurationText.UsPerSecond;

    /// <summary>Linux refuses by ICMP once a second for one that asks (<c>icmp_ratelimit</c>); this leaves room for a
    /// second check of the host.</summary>
    private const long LeastIntervalUs = 2 * DurationText.UsPerSecond;

    private readonly HashSet<CheckReference> _told = new(ReferenceEqualityComparer.Instance);

    /// <summary>Looks at a check of a real server with these times.</summary>
    internal void Apply(CheckReference reference, CheckProgram program, Timing timing)
    {
        long waitUs = Math.Min(timing.ReceiveTimeoutUs, timing.TimeoutUs);
        long intervalUs = Math.Min(timing.IntervalUs, Math.Min(timing.FastIntervalUs, timing.DownIntervalUs));
        if (program.Silence != CheckReason.Silent || (waitUs >= LeastWaitUs && intervalUs >= LeastIntervalUs)
            || !_told.Add(reference))
        {
            return;
        }

        if (waitUs < LeastWaitUs)
        {
            string word = timing.TimeoutUs < timing.ReceiveTimeoutUs ? "timeout" : "receive-timeout";
            Warn(
                reference,
                "silence passes, and the kernel tells of a host that has vanished only after some 3s: "
                + $"{word} is {DurationText.Format(waitUs)}; write {DurationText.Format(LeastWaitUs)} or more");
        }

        if (intervalUs < LeastIntervalUs)
        {
            string least = DurationText.Format(LeastIntervalUs);
            Warn(
                reference,
                "silence passes, and hosts tell only once a second of a port where nobody listens: the shortest "
                + $"interval is {DurationText.Format(intervalUs)}; write {least} or more");
        }
    }

    private void Warn(CheckReference reference, string message) =>
        diagnostics.Warning(PlanningRules.ShortSilence, reference.Plugin.Span, message);
}
