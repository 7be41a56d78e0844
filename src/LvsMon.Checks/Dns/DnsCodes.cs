using System;
using System.Collections.Generic;

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

    /// <summary>The name as bytes; the allocation-free half of <see cref="Names"/>.</summary>
    internal static ReadOnlySpan<byte> Words(int code) => code switch
    {
        0 => "NOERROR"u8,
        1 => "FORMERR"u8,
        2 => "SERVFAIL"u8,
        3 => "NXDOMAIN"u8,
        4 => "NOTIMP"u8,
        5 => "REFUSED"u8,
        6 => "YXDOMAIN"u8,
        7 => "YXRRSET"u8,
        8 => "NXRRSET"u8,
        9 => "NOTAUTH"u8,
        10 => "NOTZONE"u8,
        _ => "unknown response code"u8,
    };
}
