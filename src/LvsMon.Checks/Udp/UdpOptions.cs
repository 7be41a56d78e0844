using System.Collections.Generic;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Udp;

/// <summary>The options of <c>udp</c>.</summary>
internal static class UdpOptions
{
    internal static CheckOption Send { get; } =
        new("--send", "TEXT", "Send a datagram with this text, 1 to 512 bytes.");

    internal static CheckOption SendHex { get; } =
        new("--send-hex", "HEX", "Send a datagram with these bytes, two hexadecimal digits each, 1 to 512 bytes.");

    internal static CheckOption Expect { get; } =
        new("--expect", "TEXT", "Pass when the answer begins with this text, 1 to 512 bytes.");

    internal static CheckOption ExpectHex { get; } =
        new("--expect-hex", "HEX", "Pass when the answer begins with these bytes, two hexadecimal digits each.");

    internal static CheckOption Regex { get; } = new(
        "--regex",
        "PATTERN",
        "Pass when the answer (its first 4 kB) matches this .NET regular expression, without backtracking.");

    internal static CheckOption Silence { get; } =
        new("--silence", "fail|pass", "What it means when no answer comes within the receive timeout.")
        {
            Default = "fail",
            Choices = ["fail", "pass"],
        };

    /// <summary>The ways to say what is sent; exactly one is given.</summary>
    internal static IReadOnlyList<CheckOption> Requests { get; } = [Send, SendHex];

    /// <summary>The ways to say what is right; at most one is given.</summary>
    internal static IReadOnlyList<CheckOption> Answers { get; } = [Expect, ExpectHex, Regex];
}
