using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Fuzz.Targets;

/// <summary>
/// A second opinion on a listing of <c>ipvsadm -S -n</c>: what it says of the services that are looked for, by
/// dictionaries of what was named last, and which of its lines nobody understands.
/// </summary>
internal sealed partial class SaveReference
{
    private const int MaxLine = 4096;

    private static readonly string[] Protocols = ["-t", "-u", "--sctp-service", "-f", "-6"];
    private readonly HashSet<ServiceKey> _watched;
    private readonly HashSet<ServiceKey> _planned;

    /// <summary>Reads a listing.</summary>
    internal SaveReference(string text, Plan plan, IReadOnlyList<ServiceKey> unwanted)
    {
        _planned = [.. plan.Services.Select(service => service.Key)];
        _watched = [.. _planned, .. unwanted];
        string[] lines = text.Split('\n');
        Lines = lines.Length - 1;
        foreach (string line in lines.SkipLast(1))
        {
            bool isCut = line.Length > MaxLine;
            Take(TableWords.Of(isCut ? line[..MaxLine] : line), isCut);
        }
    }

    /// <summary>Lines.</summary>
    internal int Lines { get; }

    /// <summary>Lines nobody understands.</summary>
    internal int UnclearLines { get; private set; }

    /// <summary>By service found: its last settings, by their first letter.</summary>
    internal Dictionary<ServiceKey, Dictionary<string, string>> Services { get; } = [];

    /// <summary>Services of which a line is not understood.</summary>
    internal HashSet<ServiceKey> Unclear { get; } = [];

    /// <summary>Destinations of the plan's services, in order; the record is null where a value was not
    /// understood.</summary>
    internal List<(ServiceKey Service, Endpoint Place, Destination? Record)> Destinations { get; } = [];

    /// <summary>The settings that are not as the plan wants them.</summary>
    internal ServiceFields Differs(ServicePlan wanted)
    {
        Dictionary<string, string> found = Services[wanted.Key];
        string netmask = found.GetValueOrDefault("M", wanted.Key.IsV6 ? "128" : "255.255.255.255");
        uint wantedMask = wanted.Persistence?.Netmask ?? (wanted.Key.IsV6 ? 128 : uint.MaxValue);
        long? mask = wanted.Key.IsV6 ? TableWords.Number(netmask, 128) : TableWords.V4(netmask)?.V4;
        return If(found.GetValueOrDefault("s") != wanted.Scheduler, ServiceFields.Scheduler)
            | If(Flags(found.GetValueOrDefault("b", "")) != Flags(wanted.SchedulerFlags ?? ""), ServiceFields.Flags)
            | If(
                TableWords.Number(found.GetValueOrDefault("p", "0"), int.MaxValue)
                    != (wanted.Persistence?.TimeoutSeconds ?? 0),
                ServiceFields.Persistence)
            | If(mask != wantedMask, ServiceFields.Netmask)
            | If(found.GetValueOrDefault("e", "") != (wanted.Persistence?.Engine ?? ""), ServiceFields.Engine)
            | If(found.ContainsKey("o") != wanted.OnePacket, ServiceFields.OnePacket);
    }

    private static ServiceFields If(bool differs, ServiceFields field) => differs ? field : ServiceFields.None;

    // The bits by name; null when there is a name that nobody knows.
    private static string? Flags(string text)
    {
        Match match = FlagList().Match(text);
        return !match.Success ? null : string.Join(',', match.Groups["name"].Captures
            .Select(name => name.Value[3..] switch
            {
                "fallback" or "g-1" => 1,
                "port" or "g-2" => 2,
                _ => 4,
            })
            .Distinct()
            .Order());
    }

    private void Take(string[] words, bool isCut)
    {
        if (words.Length == 0)
        {
            return;
        }

        if (words[0] is not ("-A" or "-a") || TableWords.Key(words.AsSpan(1), Protocols) is not { } named)
        {
            UnclearLines++;
            Unclear.UnionWith(_watched);
            return;
        }

        if (!_watched.Contains(named.Key))
        {
            return;
        }

        string[] rest = words[(1 + named.Words)..];
        bool isClear = words[0] == "-A" ? TakeService(named.Key, rest) : TakeDestination(named.Key, rest);
        if (!isClear || isCut)
        {
            UnclearLines++;
            Unclear.Add(named.Key);
        }
    }

    private bool TakeService(ServiceKey key, string[] words)
    {
        Dictionary<string, string> settings = [];
        Services[key] = settings;
        if (!_planned.Contains(key))
        {
            return true;
        }

        bool isClear = true;
        for (int i = 0; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "-s" or "-p" or "-M" or "-b":
                    settings[words[i][1..]] = i + 1 < words.Length ? words[++i] : "";
                    break;
                case "--pe" or "pe":
                    settings["e"] = i + 1 < words.Length ? words[++i] : "";
                    break;
                case "-o" or "ops":
                    settings["o"] = "";
                    break;
                default:
                    isClear = false;
                    break;
            }
        }

        return isClear;
    }

    private bool TakeDestination(ServiceKey key, string[] words)
    {
        if (words.Length < 2 || words[0] != "-r" || TableWords.Place(words[1]) is not { } place)
        {
            return false;
        }

        if (!_planned.Contains(key))
        {
            return true;
        }

        Destination record = new(1, 0, 0, new Forwarding(ForwardingMethod.Direct), TunnelChecksum.None);
        bool isKnown = true;
        bool isClear = true;
        for (int i = 2; i < words.Length; i++)
        {
            string next = i + 1 < words.Length ? words[i + 1] : "";
            switch (words[i])
            {
                case "-g" or "-m" or "-i":
                    record = record with
                    {
                        Forwarding = record.Forwarding with { Method = Methods[words[i][1]] },
                    };
                    break;
                case "-w" or "--tun-port":
                    long? number = TableWords.Number(next, words[i] == "-w" ? int.MaxValue : ushort.MaxValue);
                    isKnown &= number is not null;
                    record = words[i] == "-w"
                        ? record with { Weight = (int)(number ?? 0) }
                        : record with { Forwarding = record.Forwarding with { TunnelPort = (ushort)(number ?? 0) } };
                    i++;
                    break;
                case "--tun-type":
                    isKnown &= Tunnels.ContainsKey(next);
                    record = record with
                    {
                        Forwarding = record.Forwarding with { Tunnel = Tunnels.GetValueOrDefault(next) },
                    };
                    i++;
                    break;
                case "--tun-nocsum" or "--tun-csum" or "--tun-remcsum":
                    record = record with { Checksum = Checksums[words[i]] };
                    break;
                default:
                    isClear = false;
                    break;
            }
        }

        Destinations.Add((key, place, isKnown ? record : null));
        return isClear && isKnown;
    }

    private static Dictionary<char, ForwardingMethod> Methods { get; } = new()
    {
        ['g'] = ForwardingMethod.Direct,
        ['m'] = ForwardingMethod.Nat,
        ['i'] = ForwardingMethod.Tunnel,
    };

    private static Dictionary<string, TunnelType> Tunnels { get; } = new()
    {
        ["ipip"] = TunnelType.Ipip,
        ["gue"] = TunnelType.Gue,
        ["gre"] = TunnelType.Gre,
    };

    private static Dictionary<string, TunnelChecksum> Checksums { get; } = new()
    {
        ["--tun-nocsum"] = TunnelChecksum.None,
        ["--tun-csum"] = TunnelChecksum.Full,
        ["--tun-remcsum"] = TunnelChecksum.Remote,
    };

    [GeneratedRegex(@"\A(?:(?<name>flag-[123]|[sm]h-fallback|[sm]h-port)(?:,(?!\z)|,?\z))*\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex FlagList();
}
