namespace LvsMon.Core.Os;

/// <summary>
/// What an operating-system call answered, as a value: the errno numbers that the daemon tells apart. Whether one
/// speaks of
/// the peer or of ourselves is decided in <c>Monitoring</c>, not here.
/// </summary>
public enum OsError : byte
{
    /// <summary>Success.</summary>
    None,

    /// <summary>EAGAIN, EINPROGRESS: nothing now, wait for readiness.</summary>
    WouldBlock,

    /// <summary>ECONNREFUSED.</summary>
    Refused,

    /// <summary>ECONNRESET, EPIPE, ECONNABORTED.</summary>
    Reset,

    /// <summary>
    /// EHOSTUNREACH, EHOSTDOWN, ENONET, ENETUNREACH, EACCES told after the connect had begun: by ICMP or a dead
    /// neighbour.
    /// </summary>
    HostUnreachable,

    /// <summary>ETIMEDOUT of the kernel's own.</summary>
    TimedOut,

    /// <summary>The connection's two ends are the same (RFC 9293 §3.5 simultaneous open with oneself).</summary>
    SelfConnect,

    /// <summary>EMFILE, ENFILE.</summary>
    NoDescriptor,

    /// <summary>EADDRNOTAVAIL without a source address asked for, EADDRINUSE: the local ports are used up.</summary>
    NoLocalPort,

    /// <summary>ENOMEM, ENOBUFS.</summary>
    NoMemory,

    /// <summary>EADDRNOTAVAIL for the source address asked for.</summary>
    NoLocalAddress,

    /// <summary>
    /// Our own routing table, answered by the connect call itself: ENETUNREACH, EHOSTUNREACH of an unreachable route,
    /// EINVAL of a blackhole route, EACCES of a prohibit route, EAFNOSUPPORT.
    /// </summary>
    NoRoute,

    /// <summary>EPERM: an own firewall.</summary>
    NotPermitted,

    /// <summary>ENOENT, ENOTDIR: no such file, socket or program.</summary>
    NotFound,

    /// <summary>What came on a secure stream broke it; <see cref="ISecureSocketSet.FinishTls"/> says how.</summary>
    Insecure,

    /// <summary>ENOSPC, EDQUOT: there is no room for a file.</summary>
    NoSpace,

    /// <summary>Anything else; the peer is not blamed for it.</summary>
    Other,
}
