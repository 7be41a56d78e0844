using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace LvsMon.Checks.Dns;

/// <summary>The response codes by name (RFC 6895 §2.3); those of the header's four bits.</summary>
internal static class DnsCodes
{
    /// <summary>Names in the order of their numbers, 0 to 10.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        "NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET", "NXRRSET", "NOTAUTH",
        "NOTZONE",
    ];

    // Made when a check is compiled, which asks for the names: the loop only reads.
    private static readonly byte[][] NameBytes = [.. Names.Select(Encoding.ASCII.GetBytes)];

    /// <summary>The name as bytes, for any four bits.</summary>
    internal static ReadOnlySpan<byte> Words(int code) =>
        code < NameBytes.Length ? NameBytes[code] : "unknown response code"u8;
}
