using System;
using System.Collections.Generic;
using System.Globalization;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>Makes plans for the table's tests in few words.</summary>
internal sealed class PlanMaker
{
    private readonly List<ServicePlan> _services = [];
    private readonly List<RealPlan> _reals = [];

    public GlobalSettings Global { get; set; } = new();

    /// <summary>Adds a service; its real servers follow by <see cref="Real"/>.</summary>
    public PlanMaker Service(
        string key,
        string scheduler = "wlc",
        string? flags = null,
        Persistence? persistence = null,
        bool onePacket = false,
        Floor floor = default,
        string? fallback = null,
        Forwarding forwarding = default,
        ulong quiesce = 0,
        string? set = null)
    {
        _services.Add(new ServicePlan
        {
            Key = Key(key),
            Name = key,
            Scheduler = scheduler,
            SchedulerFlags = flags,
            Persistence = persistence,
            OnePacket = onePacket,
            Floor = floor,
            Fallback = fallback is null ? null : At(fallback),
            Forwarding = forwarding,
            QuiesceReasons = quiesce,
            ServiceSet = set,
            FirstReal = _reals.Count,
            RealCount = 0,
        });
        return this;
    }

    /// <summary>Adds a real server to the last service.</summary>
    public PlanMaker Real(
        string endpoint,
        int weight = 1,
        Forwarding? forwarding = null,
        int upper = 0,
        int lower = 0,
        bool unmonitored = false,
        Timing? timing = null,
        bool hasAgent = false)
    {
        ServicePlan service = _services[^1];
        _services[^1] = service with { RealCount = service.RealCount + 1 };
        _reals.Add(new RealPlan(
            _services.Count - 1, At(endpoint), weight, upper, lower, forwarding ?? service.Forwarding, unmonitored)
        {
            CheckCount = (ushort)(unmonitored ? 0 : 1),
            RequiredCount = (ushort)(unmonitored ? 0 : 1),
            Timing = timing,
            HasAgent = hasAgent,
        });
        return this;
    }

    public Plan Build() => new()
    {
        Global = Global,
        Services = [.. _services],
        Reals = [.. _reals],
        Monitors = [],
        Subscriptions = [],
        MaxInFlight = 1,
        BufferBytes = 0,
        BufferedMonitors = 0,
    };

    /// <summary>The change from one plan to another, by identity.</summary>
    public static PlanChange Change(Plan old, Plan next)
    {
        int[] oldService = Array.ConvertAll(
            next.Services, service => Array.FindIndex(old.Services, before => before.Key == service.Key));
        int[] oldReal = new int[next.Reals.Length];
        int added = 0;
        for (int i = 0; i < oldReal.Length; i++)
        {
            RealPlan real = next.Reals[i];
            int service = oldService[real.Service];
            oldReal[i] = Array.FindIndex(
                old.Reals, before => before.Service == service && before.Endpoint == real.Endpoint);
            added += oldReal[i] < 0 ? 1 : 0;
        }

        return new PlanChange
        {
            Old = old,
            New = next,
            OldService = oldService,
            OldReal = oldReal,
            OldMonitor = [],
            OldSubscription = [],
            IsChanged = new bool[oldReal.Length],
            Added = added,
            Removed = old.Reals.Length - (oldReal.Length - added),
            Changed = 0,
            IsEmpty = false,
        };
    }

    public static ServiceKey Key(string text)
    {
        string[] words = text.Split(' ');
        if (words[0] == "fwmark")
        {
            IpAddress none = words.Length > 2 ? IpAddress.FromV6(UInt128.Zero) : IpAddress.FromV4(0);
            uint mark = uint.Parse(words[1], CultureInfo.InvariantCulture);
            return new ServiceKey(ServiceProtocol.FirewallMark, new Endpoint(none, 0), mark);
        }

        ServiceProtocol protocol = words[0] switch
        {
            "udp" => ServiceProtocol.Udp,
            "sctp" => ServiceProtocol.Sctp,
            _ => ServiceProtocol.Tcp,
        };
        return new ServiceKey(protocol, At(words[1]), 0);
    }

    public static Endpoint At(string text)
    {
        if (Endpoint.TryParse(text, out Endpoint endpoint))
        {
            return endpoint;
        }

        // Port 0, as it stands under a firewall mark.
        int colon = text.LastIndexOf(':');
        return IpAddress.TryParse(text[..colon].Trim('[', ']'), out IpAddress address)
            ? new Endpoint(address, 0)
            : throw new ArgumentException(text);
    }
}
