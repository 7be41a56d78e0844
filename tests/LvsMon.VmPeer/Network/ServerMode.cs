using System;
using System.Globalization;

namespace LvsMon.VmPeer.Network;

/// <summary>The behaviour of a server.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Number">The status code, or how late in milliseconds; else 0.</param>
internal readonly record struct ServerMode(ServerModeKind Kind, int Number)
{
    private const int LongestDelayMs = 3_600_000;

    /// <summary>
    /// Reads <c>ok</c>, <c>503</c>, <c>hang</c> or <c>slow MS</c>; anything else is answered with 500, to be noticed.
    /// </summary>
    internal static ServerMode Parse(string text)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["ok"] => default,
            ["503"] => new(ServerModeKind.Status, 503),
            ["hang"] => new(ServerModeKind.Hang, 0),
            ["slow", string number] when int.TryParse(
                number, NumberStyles.None, CultureInfo.InvariantCulture, out int ms) && ms <= LongestDelayMs
                => new(ServerModeKind.Slow, ms),
            _ => new(ServerModeKind.Status, 500),
        };
    }
}
