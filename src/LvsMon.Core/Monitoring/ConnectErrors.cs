using LvsMon.Core.Checks;
using LvsMon.Core.Os;
using LvsMon.Core.Values;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// What an error of the operating system says: of the server (a failure) or of ourselves (inconclusive). The one
/// place where that is
/// decided.
/// </summary>
internal static class ConnectErrors
{
    /// <summary>An error before the connection stood.</summary>
    public static CheckReason WhileConnecting(OsError error) => error switch
    {
        OsError.Refused => CheckReason.ConnectRefused,
        OsError.Reset => CheckReason.ConnectReset,
        OsError.HostUnreachable => CheckReason.ConnectUnreachable,
        OsError.TimedOut => CheckReason.ConnectTimeout,
        OsError.SelfConnect => CheckReason.SelfConnect,
        _ => Own(error),
    };

    /// <summary>An error on a connection that stood. Only by ICMP does a datagram's peer say that nobody
    /// listens.</summary>
    public static CheckReason WhileConnected(OsError error, Transport transport) => error switch
    {
        OsError.Refused when transport != Transport.Stream => CheckReason.ConnectRefused,
        OsError.Reset or OsError.Refused => CheckReason.ReceiveReset,
        OsError.TimedOut => CheckReason.ReceiveTimeout,
        OsError.HostUnreachable => CheckReason.ConnectUnreachable,
        _ => Own(error),
    };

    /// <summary>An error of starting a program.</summary>
    public static CheckReason WhileStarting(OsError error) => error switch
    {
        OsError.NoDescriptor or OsError.NoMemory => Own(error),
        _ => CheckReason.NotRunnable,
    };

    /// <summary>An error of the stream during a handshake.</summary>
    public static CheckReason WhileSecuring(OsError error) => error switch
    {
        OsError.Reset or OsError.Refused => CheckReason.TlsHandshake,
        OsError.TimedOut => CheckReason.TlsTimeout,
        _ => WhileConnected(error, Transport.Stream),
    };

    /// <summary>How a handshake ended; none for one that ended well.</summary>
    public static CheckReason Of(TlsResult result) => result switch
    {
        TlsResult.Secure => CheckReason.None,
        TlsResult.Alert => CheckReason.TlsAlert,
        TlsResult.Expired => CheckReason.CertificateExpired,
        TlsResult.Expiring => CheckReason.CertificateExpiring,
        TlsResult.Untrusted => CheckReason.CertificateUntrusted,
        TlsResult.NameMismatch => CheckReason.NameMismatch,
        TlsResult.TooLong => CheckReason.TooLong,
        _ => CheckReason.TlsHandshake,
    };

    /// <summary>What broke a stream that was secure.</summary>
    public static CheckReason OfBroken(TlsResult result) =>
        result == TlsResult.Secure ? CheckReason.TlsHandshake : Of(result);

    private static CheckReason Own(OsError error) => error switch
    {
        OsError.NoDescriptor => CheckReason.NoDescriptor,
        OsError.NoLocalPort => CheckReason.NoLocalPort,
        OsError.NoMemory => CheckReason.NoMemory,
        OsError.NoLocalAddress => CheckReason.NoLocalAddress,
        OsError.NoRoute => CheckReason.NoRoute,
        OsError.NotPermitted => CheckReason.NotPermitted,
        _ => CheckReason.SystemError,
    };
}
