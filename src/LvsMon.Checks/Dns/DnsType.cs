namespace LvsMon.Checks.Dns;

/// <summary>Types of records that can be asked for (RFC 1035 §3.2.2, RFC 3596 §2.1); the values are those on the
/// wire.</summary>
internal enum DnsType : ushort
{
    /// <summary>An IPv4 address.</summary>
    A = 1,

    /// <summary>A name server.</summary>
    NS = 2,

    /// <summary>The name that an alias stands for.</summary>
    CNAME = 5,

    /// <summary>The start of a zone.</summary>
    SOA = 6,

    /// <summary>A name for an address.</summary>
    PTR = 12,

    /// <summary>A mail exchanger.</summary>
    MX = 15,

    /// <summary>Text.</summary>
    TXT = 16,

    /// <summary>An IPv6 address.</summary>
    AAAA = 28,
}
