using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;

namespace LvsMon.Fuzz.Targets;

/// <summary>A second opinion on <c>/proc/net/ip_vs</c>: the counts of a service by expressions over whole lines. It has
/// none on firewall marks, whose family the list leaves open.</summary>
internal sealed partial class SessionReference
{
    private const int MaxLine = 4096;
    private const string Place =
        @"([0-9A-Fa-f]{8}:[0-9A-Fa-f]{4}|\[(?:[0-9A-Fa-f]{4}:){7}[0-9A-Fa-f]{4}\]:[0-9A-Fa-f]{4})";

    private readonly Dictionary<string, List<SessionCount?>> _groups = [];
    private readonly Plan _plan;

    /// <summary>Reads a list.</summary>
    internal SessionReference(string text, Plan plan)
    {
        _plan = plan;
        string[] lines = [.. text.Split('\n').SkipLast(1)];
        IsList = lines.Length > 0 && lines[0].StartsWith("IP Virtual Server version ", StringComparison.Ordinal);
        string key = "";
        HashSet<string> seen = [];
        foreach (string line in lines.Skip(1))
        {
            bool isCut = line.Length > MaxLine;
            string taken = isCut ? line[..MaxLine] : line;
            if (!RealStart().IsMatch(taken))
            {
                key = ServiceRow().Match(taken) is { Success: true } row
                    ? $"{row.Groups[1].Value} {row.Groups[2].Value.ToUpperInvariant()}"
                    : "";
                bool isTwice = !_groups.TryAdd(key, []);
                _groups[key].AddRange(isTwice || isCut ? [null] : []);
                seen.Clear();
                continue;
            }

            if (key.Length > 0)
            {
                SessionCount? count = Count(taken, out string endpoint);
                _groups[key].Add(isCut || (Knows(key, endpoint) && !seen.Add(endpoint)) ? null : count);
            }
        }
    }

    /// <summary>True when it begins as the kernel's list does.</summary>
    internal bool IsList { get; }

    /// <summary>What should be known of a service; null for no opinion.</summary>
    internal SessionCount? Expected(int service)
    {
        ServicePlan plan = _plan.Services[service];
        if (plan.Key.Protocol == ServiceProtocol.FirewallMark)
        {
            return null;
        }

        bool isCounted = _groups.TryGetValue(KeyOf(plan.Key), out List<SessionCount?>? rows)
            && rows.TrueForAll(row => row is not null);
        return !isCounted ? SessionCount.Unknown
            : rows!.Aggregate(default(SessionCount), (sum, row) => sum + row!.Value);
    }

    private static SessionCount? Count(string line, out string endpoint)
    {
        Match row = RealRow().Match(line);
        endpoint = row.Groups[1].Value.ToUpperInvariant();
        long[] numbers = [.. row.Groups.Values.Skip(2).Select(group =>
            long.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? number
                : long.MaxValue)];
        return row.Success && numbers.All(number => number <= int.MaxValue)
            ? new SessionCount(numbers[1], numbers[2])
            : null;
    }

    private static string Hex(Core.Values.Endpoint endpoint)
    {
        string port = endpoint.Port.ToString("X4", CultureInfo.InvariantCulture);
        if (!endpoint.Address.IsV6)
        {
            return $"{endpoint.Address.V4.ToString("X8", CultureInfo.InvariantCulture)}:{port}";
        }

        string digits = endpoint.Address.V6.ToString("X32", CultureInfo.InvariantCulture);
        return $"[{string.Join(':', digits.Chunk(4).Select(part => new string(part)))}]:{port}";
    }

    private static string KeyOf(ServiceKey key) =>
        $"{key.Protocol.ToString().ToUpperInvariant()} {Hex(key.Virtual)}";

    private bool Knows(string key, string endpoint) => _plan.Reals.Any(real =>
        KeyOf(_plan.Services[real.Service].Key) == key && Hex(real.Endpoint) == endpoint);

    [GeneratedRegex(@"\A[ \t\r]*->(?:[ \t\r]|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex RealStart();

    [GeneratedRegex(
        @"\A[ \t\r]*(TCP|UDP|SCTP)[ \t\r]+" + Place + @"(?:[ \t\r]|\z)",
        RegexOptions.CultureInvariant)]
    private static partial Regex ServiceRow();

    [GeneratedRegex(
        @"\A[ \t\r]*->[ \t\r]+" + Place + @"[ \t\r]+[^ \t\r]+"
            + @"[ \t\r]+([0-9]+)[ \t\r]+([0-9]+)[ \t\r]+([0-9]+)[ \t\r]*\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex RealRow();
}
