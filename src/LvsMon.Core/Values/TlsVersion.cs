namespace LvsMon.Core.Values;

/// <summary>A version of TLS. Older ones are broken (RFC 8996) and not offered.</summary>
public enum TlsVersion : byte
{
    /// <summary>RFC 5246.</summary>
    Tls12,

    /// <summary>RFC 8446.</summary>
    Tls13,
}
