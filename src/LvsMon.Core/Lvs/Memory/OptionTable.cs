using System;
using System.Collections.Generic;

namespace LvsMon.Core.Lvs.Memory;

/// <summary>ipvsadm's options: letters, long names, whether they take a value, and which command allows
/// which.</summary>
internal static class OptionTable
{
    /// <summary>Command letters by long name.</summary>
    internal static Dictionary<string, char> Commands { get; } = new(StringComparer.Ordinal)
    {
        ["--add-service"] = 'A',
        ["--edit-service"] = 'E',
        ["--delete-service"] = 'D',
        ["--clear"] = 'C',
        ["--restore"] = 'R',
        ["--save"] = 'S',
        ["--add-server"] = 'a',
        ["--edit-server"] = 'e',
        ["--delete-server"] = 'd',
        ["--list"] = 'L',
        ["--zero"] = 'Z',
        ["--set"] = 'T',
    };

    /// <summary>Long names of the options with a letter.</summary>
    internal static Dictionary<char, string> Letters { get; } = new()
    {
        ['t'] = "--tcp-service",
        ['u'] = "--udp-service",
        ['f'] = "--fwmark-service",
        ['s'] = "--scheduler",
        ['p'] = "--persistent",
        ['M'] = "--netmask",
        ['r'] = "--real-server",
        ['m'] = "--masquerading",
        ['g'] = "--gatewaying",
        ['i'] = "--ipip",
        ['w'] = "--weight",
        ['x'] = "--u-threshold",
        ['y'] = "--l-threshold",
        ['n'] = "--numeric",
        ['c'] = "--connection",
        ['X'] = "--exact",
        ['6'] = "--ipv6",
        ['o'] = "--ops",
        ['b'] = "--sched-flags",
    };

    /// <summary>The name in messages of each option; options with an empty name are not counted.</summary>
    internal static Dictionary<string, string> Names { get; } = new(StringComparer.Ordinal)
    {
        ["--numeric"] = "numeric",
        ["--connection"] = "connection",
        ["--tcp-service"] = "service-address",
        ["--udp-service"] = "service-address",
        ["--sctp-service"] = "service-address",
        ["--fwmark-service"] = "service-address",
        ["--scheduler"] = "scheduler",
        ["--persistent"] = "persistent",
        ["--netmask"] = "netmask",
        ["--real-server"] = "real-server",
        ["--masquerading"] = "forwarding-method",
        ["--gatewaying"] = "forwarding-method",
        ["--ipip"] = "forwarding-method",
        ["--weight"] = "weight",
        ["--u-threshold"] = "u-threshold",
        ["--l-threshold"] = "l-threshold",
        ["--timeout"] = "timeout",
        ["--daemon"] = "daemon",
        ["--stats"] = "stats",
        ["--rate"] = "rate",
        ["--thresholds"] = "thresholds",
        ["--persistent-conn"] = "persistent-conn",
        ["--nosort"] = "nosort",
        ["--sort"] = string.Empty,
        ["--exact"] = "exact",
        ["--ipv6"] = string.Empty,
        ["--ops"] = "ops",
        ["--pe"] = "pe",
        ["--sched-flags"] = "sched-flags",
        ["--tun-info"] = "tun-info",
        ["--tun-type"] = "tun-type",
        ["--tun-port"] = "tun-port",
        ["--tun-nocsum"] = "tun-nocsum",
        ["--tun-csum"] = "tun-csum",
        ["--tun-remcsum"] = "tun-remcsum",
    };

    private static readonly HashSet<string> Valued = new(StringComparer.Ordinal)
    {
        "--tcp-service", "--udp-service", "--sctp-service", "--fwmark-service", "--scheduler", "--netmask",
        "--real-server", "--weight", "--u-threshold", "--l-threshold", "--sched-flags", "--pe", "--tun-type",
        "--tun-port",
    };

    private static readonly string[] OfService =
        ["service-address", "scheduler", "persistent", "netmask", "ops", "pe", "sched-flags"];

    private static readonly string[] OfDestination =
    [
        "service-address", "real-server", "forwarding-method", "weight", "u-threshold", "l-threshold", "tun-type",
        "tun-port", "tun-nocsum", "tun-csum", "tun-remcsum",
    ];

    private static readonly string[] OfList =
    [
        "numeric", "connection", "service-address", "timeout", "daemon", "stats", "rate", "thresholds",
        "persistent-conn", "nosort", "exact", "tun-info",
    ];

    /// <summary>True when the option takes a value.</summary>
    internal static bool HasValue(string option) => Valued.Contains(option);

    /// <summary>The rule broken by these options, or null.</summary>
    internal static string? Broken(char command, HashSet<string> given)
    {
        string name = NameOf(command);
        foreach (string needed in Needed(command))
        {
            if (!given.Contains(needed))
            {
                return $"You need to supply the '{needed}' option for the '{name}' command";
            }
        }

        string[] allowed = Allowed(command);
        foreach (string option in given)
        {
            if (Array.IndexOf(allowed, option) < 0)
            {
                return $"Illegal '{option}' option with the '{name}' command";
            }
        }

        return null;
    }

    private static string NameOf(char command)
    {
        foreach ((string name, char letter) in Commands)
        {
            if (letter == command)
            {
                return name[2..];
            }
        }

        return command.ToString();
    }

    private static string[] Needed(char command) => command switch
    {
        'A' or 'E' or 'D' => ["service-address"],
        'a' or 'e' or 'd' => ["service-address", "real-server"],
        _ => [],
    };

    private static string[] Allowed(char command) => command switch
    {
        'A' or 'E' => OfService,
        'a' or 'e' => OfDestination,
        'd' => ["service-address", "real-server"],
        'D' or 'Z' => ["service-address"],
        'L' => OfList,
        'S' => ["numeric"],
        _ => [],
    };
}
