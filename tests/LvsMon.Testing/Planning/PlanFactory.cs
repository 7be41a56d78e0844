using System;
using System.Collections.Generic;
using System.Linq;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Testing.Planning;

/// <summary>
/// Builds plans by hand: services by number, real servers by number of host. Equal checks of the same host become one
/// monitor; monitors of one interval stand evenly in it.
/// </summary>
public sealed class PlanFactory
{
    private readonly List<int> _services = [];
    private readonly List<Draft> _reals = [];

    /// <summary>The address and port of a host, 10.x.x.x.</summary>
    public static Endpoint Host(int host, ushort port = 80) => new(IpAddress.FromV4(0x0A00_0000u + (uint)host), port);

    /// <summary>The key of a service.</summary>
    public static ServiceKey Key(int service) =>
        new(ServiceProtocol.Tcp, new Endpoint(IpAddress.FromV4(0xC000_0000u + (uint)service), 80), 0);

    /// <summary>Begins a service; the real servers that follow are its.</summary>
    public PlanFactory Service(int number)
    {
        _services.Add(number);
        return this;
    }

    /// <summary>Adds a real server; without a program it is checked by connecting.</summary>
    public PlanFactory Real(int host, Timing timing, params CheckProgram[] programs) =>
        Real(Host(host), timing, programs);

    /// <summary>Adds a real server; without a program it is checked by connecting.</summary>
    public PlanFactory Real(Endpoint endpoint, Timing timing, params CheckProgram[] programs)
    {
        CheckProgram[] checks = programs.Length == 0 ? [Checks.FakePrograms.Connect] : programs;
        _reals.Add(new Draft(_services.Count - 1, endpoint, timing, checks));
        return this;
    }

    /// <summary>Any one check of the real server just added is enough.</summary>
    public PlanFactory RequireAny()
    {
        _reals[^1] = _reals[^1] with { RequiresAny = true };
        return this;
    }

    /// <summary>Gives the real server just added an agent at another host.</summary>
    public PlanFactory Agent(int host, CheckProgram program)
    {
        _reals[^1] = _reals[^1] with { Agent = (Host(host), program) };
        return this;
    }

    /// <summary>Adds real servers of consecutive hosts.</summary>
    public PlanFactory Reals(int firstHost, int count, Timing timing, params CheckProgram[] programs)
    {
        for (int host = firstHost; host < firstHost + count; host++)
        {
            Real(host, timing, programs);
        }

        return this;
    }

    /// <summary>Adds a real server that is assumed up.</summary>
    public PlanFactory Unmonitored(int host)
    {
        _reals.Add(new Draft(_services.Count - 1, Host(host), null, []));
        return this;
    }

    /// <summary>The plan.</summary>
    public Plan Build(int maxInFlight = 4096, GlobalSettings? global = null)
    {
        RealPlan[] reals = [.. _reals.Select(r =>
            new RealPlan(r.Service, r.Endpoint, 1, 0, 0, default, r.Timing is null)
            {
                CheckCount = (ushort)r.Programs.Length,
                RequiredCount = (ushort)(r.RequiresAny ? 1 : r.Programs.Length),
                Timing = r.Timing,
                HasAgent = r.Agent is not null,
            })];
        (MonitorPlan[] monitors, Subscription[] subscriptions) = Merge();
        Spread(monitors);
        int[] buffers = [.. monitors.Select(m => m.Program.BufferBytes)];
        return new Plan
        {
            Global = global ?? new GlobalSettings(),
            Services = [.. _services.Select((_, index) => ServiceOf(index))],
            Reals = reals,
            Monitors = monitors,
            Subscriptions = subscriptions,
            MaxInFlight = Math.Max(1, Math.Min(maxInFlight, monitors.Length)),
            BufferBytes = buffers.Append(0).Max(),
            BufferedMonitors = buffers.Count(b => b > 0),
        };
    }

    private ServicePlan ServiceOf(int index) => new()
    {
        Key = Key(_services[index]),
        Name = $"service {_services[index]}",
        Scheduler = "wlc",
        QuiesceReasons = 0,
        FirstReal = _reals.TakeWhile(r => r.Service < index).Count(),
        RealCount = _reals.Count(r => r.Service == index),
    };

    private (MonitorPlan[] Monitors, Subscription[] Subscriptions) Merge()
    {
        List<MonitorPlan> monitors = [];
        CheckKinds kinds = new();
        List<List<Subscription>> subscriptions = [];
        Dictionary<(Endpoint, string, long, long, long), int> known = [];
        for (int real = 0; real < _reals.Count; real++)
        {
            foreach ((Endpoint target, CheckProgram program) in _reals[real].Targets())
            {
                Timing timing = _reals[real].Timing!;
                (Endpoint, string, long, long, long) key = (target, program.Identity,
                    timing.ConnectTimeoutUs, timing.ReceiveTimeoutUs, timing.TimeoutUs);
                if (known.TryAdd(key, monitors.Count))
                {
                    monitors.Add(new MonitorPlan(
                        target,
                        default,
                        program,
                        (uint)timing.ConnectTimeoutUs,
                        (uint)timing.ReceiveTimeoutUs,
                        (uint)timing.TimeoutUs)
                    { IntervalUs = timing.IntervalUs, Kind = kinds.NumberOf(program) });
                    subscriptions.Add([]);
                }

                int monitor = known[key];
                monitors[monitor] = monitors[monitor] with
                {
                    IntervalUs = Math.Min(monitors[monitor].IntervalUs, timing.IntervalUs),
                };
                subscriptions[monitor].Add(new Subscription(monitor, real, timing));
            }
        }

        int first = 0;
        for (int i = 0; i < monitors.Count; i++)
        {
            monitors[i] = monitors[i] with
            {
                FirstSubscription = first,
                SubscriptionCount = subscriptions[i].Count,
            };
            first += subscriptions[i].Count;
        }

        return ([.. monitors], [.. subscriptions.SelectMany(s => s)]);
    }

    private static void Spread(MonitorPlan[] monitors)
    {
        IEnumerable<int> all = Enumerable.Range(0, monitors.Length);
        foreach (IGrouping<long, int> group in all.GroupBy(i => monitors[i].IntervalUs))
        {
            int[] members = [.. group];
            for (int i = 0; i < members.Length; i++)
            {
                monitors[members[i]] = monitors[members[i]] with { PhaseUs = i * group.Key / members.Length };
            }
        }
    }

    private sealed record Draft(int Service, Endpoint Endpoint, Timing? Timing, CheckProgram[] Programs)
    {
        public bool RequiresAny { get; init; }

        public (Endpoint Target, CheckProgram Program)? Agent { get; init; }

        public IEnumerable<(Endpoint Target, CheckProgram Program)> Targets()
        {
            foreach (CheckProgram program in Programs)
            {
                yield return (Endpoint, program);
            }

            if (Agent is { } agent)
            {
                yield return agent;
            }
        }
    }
}
