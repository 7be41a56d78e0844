using System;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

namespace LvsMon.SystemTests.Servers;

/// <summary>A way in which a real server misbehaves, and what is to be said of it.</summary>
/// <param name="Name">The name of its virtual service.</param>
/// <param name="Row">Its number in docs/faults.md, 0 for none of its own.</param>
/// <param name="Down">The reason in its DOWN line, <c>*</c> for anything, <c>|</c> between two; null when it is
/// up.</param>
/// <param name="Play">What it does with a connection; null when there is none.</param>
internal sealed record PeerKind(string Name, int Row, string? Down, Func<RawConnection, Task>? Play)
{
    /// <summary><see cref="Down"/> as a regular expression.</summary>
    public string DownPattern => "(" + Regex.Escape(Down!)
        .Replace("\\*", ".*", StringComparison.Ordinal)
        .Replace("\\|", "|", StringComparison.Ordinal) + ")";

    /// <summary>Its kernel answers no SYN.</summary>
    public bool IsDeaf { get; init; }

    /// <summary>Its receive buffer in bytes, 0 for the usual.</summary>
    public int Window { get; init; }

    /// <summary>The body is asked for, too: <c>--contains</c>.</summary>
    public bool HasContent { get; init; }
}
