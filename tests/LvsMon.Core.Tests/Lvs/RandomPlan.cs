using System;
using System.Collections.Generic;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>Random plans over a small stock of services and addresses, so that reloads meet the same things
/// again.</summary>
internal static class RandomPlan
{
    private static readonly string[] Keys =
    [
        "tcp 10.0.0.1:80", "udp 10.0.0.1:53", "sctp 10.0.0.1:5000", "tcp [2001:db8::1]:80", "fwmark 7",
        "fwmark 8 ipv6", "fwmark 3000000000", "tcp 10.0.0.1:443",
    ];

    private static readonly string[] Schedulers = ["rr", "wrr", "wlc", "sh", "mh"];

    public static Plan Next(Random random, bool keepExtras)
    {
        PlanMaker maker = new() { Global = new GlobalSettings { KeepExtraReals = keepExtras } };
        foreach (string key in Keys)
        {
            if (random.Next(3) > 0)
            {
                AddService(maker, random, key);
            }
        }

        return maker.Build();
    }

    private static void AddService(PlanMaker maker, Random random, string key)
    {
        string scheduler = Schedulers[random.Next(Schedulers.Length)];
        bool isV6 = key.Contains('[', StringComparison.Ordinal) || key.EndsWith("ipv6", StringComparison.Ordinal);
        bool mark = key.StartsWith("fwmark", StringComparison.Ordinal);
        uint netmask = isV6 ? (random.Next(2) == 0 ? 128u : 64u) : random.Next(2) == 0 ? uint.MaxValue : 0xFFFFFF00;
        Floor floor = random.Next(3) switch
        {
            0 => new Floor(1 + random.Next(3), 0),
            1 => new Floor(0, 1 + random.Next(100)),
            _ => default,
        };
        ulong quiesce = random.Next(2) == 0 ? 0 : 1UL << (int)CheckReason.ConnectTimeout;
        string? fallback = floor != default || mark || random.Next(2) == 0 ? null
            : isV6 ? "[::1]:8080" : "127.0.0.1:8080";
        maker.Service(
            key,
            scheduler,
            scheduler is "sh" or "mh" && random.Next(2) == 0 ? $"{scheduler}-port,{scheduler}-fallback" : null,
            random.Next(3) == 0 ? new Persistence(60 * (1 + random.Next(9)), netmask, null) : null,
            key.StartsWith("udp", StringComparison.Ordinal) && random.Next(2) == 0,
            floor,
            fallback,
            default,
            quiesce);
        HashSet<int> used = [];
        for (int n = random.Next(7); n > 0; n--)
        {
            int host = 1 + random.Next(8);
            if (used.Add(host))
            {
                AddReal(maker, random, host, isV6, PortOf(key, mark));
            }
        }
    }

    private static void AddReal(PlanMaker maker, Random random, int host, bool isV6, int port)
    {
        Forwarding forwarding = random.Next(4) switch
        {
            0 => new Forwarding(ForwardingMethod.Direct),
            1 => new Forwarding(ForwardingMethod.Tunnel, (TunnelType)random.Next(3), 6080),
            _ => new Forwarding(ForwardingMethod.Nat),
        };
        if (forwarding is { Method: ForwardingMethod.Tunnel, Tunnel: not TunnelType.Gue })
        {
            forwarding = forwarding with { TunnelPort = 0 };
        }

        string address = isV6 ? $"[2001:db8::{host}]" : $"10.1.0.{host}";
        int upper = random.Next(3) == 0 ? 100 + random.Next(100) : 0;
        maker.Real(
            $"{address}:{port}",
            random.Next(5) == 0 ? 0 : 1 + random.Next(9),
            forwarding,
            upper,
            upper > 0 ? random.Next(100) : 0,
            unmonitored: random.Next(8) == 0);
    }

    private static int PortOf(string key, bool mark) =>
        mark ? 0 : int.Parse(key[(key.LastIndexOf(':') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
}
