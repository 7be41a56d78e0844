using System;
using System.Collections.Generic;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Planning;

/// <summary>Merges equal checks into monitors, in the order they are first met, and collects who subscribes.</summary>
internal sealed class MonitorMerge
{
    private readonly Dictionary<ProbeKey, int> _byKey = [];
    private readonly List<MonitorPlan> _monitors = [];
    private readonly List<int> _lastReal = [];
    private readonly List<Subscription> _subscriptions = [];
    private readonly CheckKinds _kinds = new();

    /// <summary>Subscribes a real server; the real servers must come in rising order.</summary>
    /// <returns>False when the real server has this check already: equal checks of one real server are one.</returns>
    internal bool Subscribe(in Endpoint target, in IpAddress source, CheckProgram program, Timing timing, int real)
    {
        MonitorPlan asked = new(
            target,
            source,
            program,
            Saturate(timing.ConnectTimeoutUs),
            Saturate(timing.ReceiveTimeoutUs),
            Saturate(timing.TimeoutUs))
        {
            SubscriptionCount = 1,
            IntervalUs = timing.IntervalUs,
        };
        int monitor = _monitors.Count;
        if (_byKey.TryAdd(ProbeKey.Of(in asked), monitor))
        {
            _monitors.Add(asked with { Kind = _kinds.NumberOf(program) });
            _lastReal.Add(real);
        }
        else
        {
            monitor = _byKey[ProbeKey.Of(in asked)];
            if (_lastReal[monitor] == real)
            {
                return false;
            }

            MonitorPlan known = _monitors[monitor];
            _monitors[monitor] = known with
            {
                SubscriptionCount = known.SubscriptionCount + 1,
                IntervalUs = Math.Min(known.IntervalUs, timing.IntervalUs),
            };
            _lastReal[monitor] = real;
        }

        _subscriptions.Add(new Subscription(monitor, real, timing));
        return true;
    }

    /// <summary>The monitors without phases, and the subscriptions monitor by monitor.</summary>
    internal (MonitorPlan[] Monitors, Subscription[] Subscriptions) Finish()
    {
        MonitorPlan[] monitors = [.. _monitors];
        int first = 0;
        for (int i = 0; i < monitors.Length; i++)
        {
            monitors[i] = monitors[i] with { FirstSubscription = first };
            first += monitors[i].SubscriptionCount;
        }

        Subscription[] sorted = new Subscription[_subscriptions.Count];
        int[] filled = new int[monitors.Length];
        foreach (Subscription subscription in _subscriptions)
        {
            int monitor = subscription.Monitor;
            sorted[monitors[monitor].FirstSubscription + filled[monitor]++] = subscription;
        }

        return (monitors, sorted);
    }

    /// <summary>The configuration takes timeouts up to an hour; 32 bits hold 71 minutes.</summary>
    private static uint Saturate(long timeoutUs) => (uint)Math.Clamp(timeoutUs, 0, uint.MaxValue);
}
