using System;

namespace LvsMon.Core.Values;

/// <summary>What a check's handshakes of TLS ask of the server and show to it. Immutable; equal by content.</summary>
public sealed record TlsSettings
{
    /// <summary>
    /// The name that the server is asked for (RFC 6066 §3) and that its certificate must have (RFC 9525): a host name,
    /// or an address, which is only compared; empty for none, then the name is not verified.
    /// </summary>
    public string ServerName { get; init; } = "";

    /// <summary>False to take any certificate.</summary>
    public bool Verifies { get; init; } = true;

    /// <summary>PEM, the only certificates that are trusted; empty to trust those of this host.</summary>
    public ReadOnlyMemory<byte> Authorities { get; init; }

    /// <summary>PEM: the certificate that is shown, its chain, and its key without a passphrase; empty for none.
    /// </summary>
    public ReadOnlyMemory<byte> OwnCertificate { get; init; }

    /// <summary>The oldest version taken.</summary>
    public TlsVersion MinVersion { get; init; }

    /// <summary>A certificate that ends within so many seconds fails the check, 0 for one that has ended.</summary>
    public long ExpiresWithinS { get; init; }

    /// <inheritdoc/>
    public bool Equals(TlsSettings? other) => ReferenceEquals(this, other)
        || (other is not null && ServerName == other.ServerName && Verifies == other.Verifies
            && MinVersion == other.MinVersion && ExpiresWithinS == other.ExpiresWithinS
            && Authorities.Span.SequenceEqual(other.Authorities.Span)
            && OwnCertificate.Span.SequenceEqual(other.OwnCertificate.Span));

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(ServerName, Verifies, MinVersion, ExpiresWithinS, Authorities.Length, OwnCertificate.Length);
}
