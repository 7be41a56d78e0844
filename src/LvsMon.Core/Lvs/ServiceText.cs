using System;
using System.Text;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>
/// A watched virtual service as bytes, made at set-up: how ipvsadm selects it, its settings as arguments, and what its
/// record in the table is compared with. A service that is only to be removed has a key and nothing else.
/// </summary>
internal sealed class ServiceText
{
    /// <summary>Longest scheduler or engine name, bytes (IP_VS_SCHEDNAME_MAXLEN, IP_VS_PENAME_MAXLEN).</summary>
    internal const int MaxName = 16;

    private ServiceText(in ServiceKey key)
    {
        Key = key;
        Name = Encoding.ASCII.GetBytes(key.ToString());
        Selector = MakeSelector(key);
    }

    /// <summary>The identity.</summary>
    internal ServiceKey Key { get; }

    /// <summary>The identity in the configuration's form: <c>tcp 192.0.2.80:80</c>.</summary>
    internal byte[] Name { get; }

    /// <summary><c>-t 192.0.2.80:80</c>, <c>-f 8 -6</c>: <c>-6</c> must follow <c>-f</c>.</summary>
    internal byte[] Selector { get; }

    /// <summary>Everything that follows the selector of <c>-A</c> and <c>-E</c>, with a leading blank; always complete,
    /// because <c>-E</c> replaces the whole record.</summary>
    internal byte[] Settings { get; private init; } = [];

    /// <summary>Scheduler name.</summary>
    internal byte[] Scheduler { get; private init; } = [];

    /// <summary>Scheduler flags as bits, or <see cref="SchedulerFlagBits.Unknown"/>.</summary>
    internal int FlagBits { get; private init; }

    /// <summary>Persistence timeout in seconds, 0 when off.</summary>
    internal int Timeout { get; private init; }

    /// <summary>Persistence netmask: IPv4 a mask number, IPv6 a prefix length; the default when persistence is
    /// off.</summary>
    internal uint Netmask { get; private init; }

    /// <summary>Persistence engine, empty for none.</summary>
    internal byte[] Engine { get; private init; } = [];

    /// <summary>One-packet scheduling.</summary>
    internal bool OnePacket { get; private init; }

    /// <summary>The netmask that ipvsadm neither needs nor prints.</summary>
    internal static uint DefaultNetmask(bool isV6) => isV6 ? 128u : uint.MaxValue;

    /// <summary>A service that is to be removed.</summary>
    internal static ServiceText Unwanted(in ServiceKey key) => new(key);

    /// <summary>A service of the plan.</summary>
    internal static ServiceText Of(ServicePlan service)
    {
        Persistence? persistence = service.Persistence;
        return new ServiceText(service.Key)
        {
            Settings = MakeSettings(service),
            Scheduler = Encoding.UTF8.GetBytes(service.Scheduler),
            FlagBits = SchedulerFlagBits.Read(Encoding.UTF8.GetBytes(service.SchedulerFlags ?? string.Empty)),
            Timeout = persistence?.TimeoutSeconds ?? 0,
            Netmask = persistence?.Netmask ?? DefaultNetmask(service.Key.IsV6),
            Engine = Encoding.UTF8.GetBytes(persistence?.Engine ?? string.Empty),
            OnePacket = service.OnePacket,
        };
    }

    private static byte[] MakeSelector(in ServiceKey key)
    {
        Span<byte> buffer = stackalloc byte[96];
        ByteWriter writer = new(buffer);
        if (key.Protocol == ServiceProtocol.FirewallMark)
        {
            writer.Bytes("-f "u8);
            writer.Number(key.Mark);
            writer.Bytes(key.IsV6 ? " -6"u8 : default);
            return writer.Written.ToArray();
        }

        writer.Bytes(key.Protocol switch
        {
            ServiceProtocol.Udp => "-u "u8,
            ServiceProtocol.Sctp => "--sctp-service "u8,
            _ => "-t "u8,
        });
        writer.Endpoint(key.Virtual);
        return writer.Written.ToArray();
    }

    private static byte[] MakeSettings(ServicePlan service)
    {
        StringBuilder text = new();
        text.Append(" -s ").Append(service.Scheduler);
        if (service.Persistence is { } persistence)
        {
            text.Append(" -p ").Append(persistence.TimeoutSeconds);
            if (persistence.Netmask != DefaultNetmask(service.Key.IsV6))
            {
                text.Append(" -M ");
                text.Append(service.Key.IsV6
                    ? persistence.Netmask.ToString(System.Globalization.CultureInfo.InvariantCulture)
                    : IpAddress.FromV4(persistence.Netmask).ToString());
            }

            if (!string.IsNullOrEmpty(persistence.Engine))
            {
                text.Append(" --pe ").Append(persistence.Engine);
            }
        }

        if (service.OnePacket)
        {
            text.Append(" -o");
        }

        if (!string.IsNullOrEmpty(service.SchedulerFlags))
        {
            text.Append(" -b ").Append(service.SchedulerFlags);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
