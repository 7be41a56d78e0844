using LvsMon.Core.Os;

namespace LvsMon.Linux.Native;

/// <summary>
/// The errno numbers we tell apart (asm-generic, the same on x86-64 and arm64; errno(3)) and the only place where they
/// become <see cref="OsError"/> values. The same number means different things depending on who answered, hence one map
/// a place.
/// </summary>
internal static class Errno
{
    internal const int EPERM = 1;
    internal const int ENOENT = 2;
    internal const int EINTR = 4;
    internal const int EIO = 5;
    internal const int ENXIO = 6;
    internal const int ECHILD = 10;
    internal const int EAGAIN = 11;
    internal const int ENOMEM = 12;
    internal const int EACCES = 13;
    internal const int ENOTDIR = 20;
    internal const int EISDIR = 21;
    internal const int EINVAL = 22;
    internal const int ENFILE = 23;
    internal const int EMFILE = 24;
    internal const int EFBIG = 27;
    internal const int ENOSPC = 28;
    internal const int EDQUOT = 122;
    internal const int EROFS = 30;
    internal const int EPIPE = 32;
    internal const int ELOOP = 40;
    internal const int ENONET = 64;
    internal const int ENOPROTOOPT = 92;
    internal const int EOPNOTSUPP = 95;
    internal const int EAFNOSUPPORT = 97;
    internal const int EADDRINUSE = 98;
    internal const int EADDRNOTAVAIL = 99;
    internal const int ENETDOWN = 100;
    internal const int ENETUNREACH = 101;
    internal const int ECONNABORTED = 103;
    internal const int ECONNRESET = 104;
    internal const int ENOBUFS = 105;
    internal const int ENOTCONN = 107;
    internal const int ETIMEDOUT = 110;
    internal const int ECONNREFUSED = 111;
    internal const int EHOSTDOWN = 112;
    internal const int EHOSTUNREACH = 113;
    internal const int EINPROGRESS = 115;

    /// <summary>
    /// What socket(2), bind(2) and connect(2) answered at once: this kernel spoke, before a packet left. An
    /// <c>unreachable</c> route (EHOSTUNREACH), a <c>prohibit</c> route (EACCES), a <c>blackhole</c> route (EINVAL) and
    /// no route at all (ENETUNREACH) are therefore all <see cref="OsError.NoRoute"/>. Measured: a neighbour that does
    /// not answer gives its EHOSTUNREACH later, by SO_ERROR, also when the kernel knows already that it is dead.
    /// </summary>
    internal static OsError OfCall(int errno) => errno switch
    {
        0 => OsError.None,
        EINPROGRESS => OsError.WouldBlock,
        ENETUNREACH or EHOSTUNREACH or EACCES or EINVAL or EAFNOSUPPORT or ENETDOWN => OsError.NoRoute,

        // connect(2) of TCP: "insufficient entries in the routing cache"; nothing that readiness would end.
        EAGAIN => OsError.NoMemory,
        _ => OfPeer(errno),
    };

    /// <summary>
    /// bind(2) of the source address asked for: only here EADDRNOTAVAIL speaks of the address, not of the ports.
    /// </summary>
    internal static OsError OfBind(int errno) => errno switch
    {
        EADDRNOTAVAIL or EACCES or EINVAL or EAFNOSUPPORT => OsError.NoLocalAddress,
        _ => OfCall(errno),
    };

    /// <summary>
    /// What SO_ERROR, send(2) and recv(2) answered: the peer, or the network by ICMP, spoke. The ICMP codes arrive as
    /// ENETUNREACH, EHOSTUNREACH, EHOSTDOWN, ENONET, EACCES, ENOPROTOOPT and EOPNOTSUPP (RFC 1122 §4.2.3.9; the
    /// kernel's tables icmp_err_convert and icmpv6_err_convert): all are <see cref="OsError.HostUnreachable"/>.
    /// </summary>
    internal static OsError OfPeer(int errno) => errno switch
    {
        0 => OsError.None,
        EAGAIN or EINPROGRESS => OsError.WouldBlock,
        ECONNREFUSED => OsError.Refused,
        ECONNRESET or EPIPE or ECONNABORTED or ENOTCONN => OsError.Reset,
        EHOSTUNREACH or EHOSTDOWN or ENONET or ENETUNREACH => OsError.HostUnreachable,
        EACCES or ENOPROTOOPT or EOPNOTSUPP => OsError.HostUnreachable,
        ETIMEDOUT => OsError.TimedOut,
        EMFILE or ENFILE => OsError.NoDescriptor,
        EADDRNOTAVAIL or EADDRINUSE => OsError.NoLocalPort,
        ENOMEM or ENOBUFS => OsError.NoMemory,
        ENETDOWN => OsError.NoRoute,
        EPERM => OsError.NotPermitted,
        _ => OsError.Other,
    };

    /// <summary>
    /// Files, pipes, unix sockets and posix_spawn(3): no peer and no route here, so EACCES is a permission, and EAGAIN
    /// of a spawn (RLIMIT_NPROC, TasksMax) is handled by <see cref="OfSpawn"/>. E2BIG, ETXTBSY, ENOEXEC, ENOSPC, EIO:
    /// Other.
    /// </summary>
    internal static OsError OfFile(int errno) => errno switch
    {
        0 => OsError.None,
        EAGAIN => OsError.WouldBlock,
        ENOENT or ENOTDIR => OsError.NotFound,
        EPERM or EACCES or EROFS => OsError.NotPermitted,
        EMFILE or ENFILE => OsError.NoDescriptor,
        ENOMEM or ENOBUFS => OsError.NoMemory,
        ENOSPC or EDQUOT => OsError.NoSpace,
        ECONNREFUSED => OsError.Refused,
        EPIPE or ECONNRESET or ENOTCONN => OsError.Reset,
        _ => OsError.Other,
    };

    /// <summary>
    /// posix_spawn(3): as <see cref="OfFile"/>, but EAGAIN means no room for a process, which no readiness will end.
    /// </summary>
    internal static OsError OfSpawn(int errno) => errno == EAGAIN ? OsError.NoMemory : OfFile(errno);
}
