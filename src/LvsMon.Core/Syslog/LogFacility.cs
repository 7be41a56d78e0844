using System;
using System.Collections.Generic;

namespace LvsMon.Core.Syslog;

/// <summary>The facilities that may be chosen, by their numbers in RFC 3164 §4.1.1.</summary>
public static class LogFacility
{
    /// <summary>Number of <c>daemon</c>, the default.</summary>
    public const int Daemon = 3;

    private const int Local0 = 16;

    /// <summary>The names: <c>daemon</c>, <c>local0</c> to <c>local7</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["daemon", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7"];

    /// <summary>The number of a name.</summary>
    public static bool TryParse(string name, out int facility)
    {
        for (int i = 0; i < Names.Count; i++)
        {
            if (string.Equals(Names[i], name, StringComparison.Ordinal))
            {
                facility = i == 0 ? Daemon : Local0 + i - 1;
                return true;
            }
        }

        facility = Daemon;
        return false;
    }
}
