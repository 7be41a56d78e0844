namespace LvsMon.Core.Os;

/// <summary>How a handshake ended.</summary>
public enum TlsResult : byte
{
    /// <summary>The connection is secure, the certificate as asked.</summary>
    Secure,

    /// <summary>The server does not follow the protocol, speaks another, or ended the connection.</summary>
    Handshake,

    /// <summary>The server sent a fatal alert (RFC 8446 §6.2); the number is its description.</summary>
    Alert,

    /// <summary>A certificate of the chain has ended.</summary>
    Expired,

    /// <summary>The certificate ends sooner than asked; the number is the whole days left.</summary>
    Expiring,

    /// <summary>There is no certificate, it is not valid yet, or no trusted one stands behind it.</summary>
    Untrusted,

    /// <summary>The certificate is for other names.</summary>
    NameMismatch,

    /// <summary>The server's part of the handshake passes all bounds.</summary>
    TooLong,
}
