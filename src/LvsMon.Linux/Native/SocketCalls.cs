using System.Runtime.InteropServices;

namespace LvsMon.Linux.Native;

/// <summary>
/// Declarations of the socket calls (socket(2), connect(2), send(2) …); constants of Linux on x86-64 and arm64.
/// </summary>
internal static unsafe partial class SocketCalls
{
    internal const int AF_UNSPEC = 0;
    internal const int AF_UNIX = 1;
    internal const int AF_INET = 2;
    internal const int AF_INET6 = 10;
    internal const int SOCK_STREAM = 1;
    internal const int SOCK_DGRAM = 2;
    internal const int SOCK_RAW = 3;
    internal const int SOCK_NONBLOCK = 0x800;
    internal const int SOCK_CLOEXEC = 0x80000;
    internal const int SOL_SOCKET = 1;
    internal const int SO_REUSEADDR = 2;
    internal const int SO_ERROR = 4;
    internal const int SO_LINGER = 13;
    internal const int SO_PEERCRED = 17;
    internal const int SO_RCVTIMEO = 20;
    internal const int SO_SNDTIMEO = 21;
    internal const int SO_PEERGROUPS = 59;
    internal const int IPPROTO_IP = 0;
    internal const int IPPROTO_ICMP = 1;
    internal const int IPPROTO_TCP = 6;
    internal const int IPPROTO_IPV6 = 41;
    internal const int IPPROTO_ICMPV6 = 58;
    internal const int IP_RECVERR = 11;
    internal const int IPV6_RECVERR = 25;
    internal const int IPV6_V6ONLY = 26;
    internal const int TCP_DEFER_ACCEPT = 9;
    internal const int IP_BIND_ADDRESS_NO_PORT = 24;
    internal const int MSG_DONTWAIT = 0x40;
    internal const int MSG_NOSIGNAL = 0x4000;

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    [SuppressGCTransition]
    internal static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    [SuppressGCTransition]
    internal static partial int Connect(int descriptor, void* address, uint length);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    [SuppressGCTransition]
    internal static partial int Bind(int descriptor, void* address, uint length);

    [LibraryImport("libc", EntryPoint = "listen", SetLastError = true)]
    [SuppressGCTransition]
    internal static partial int Listen(int descriptor, int backlog);

    /// <summary>Only for a descriptor that does not block.</summary>
    [LibraryImport("libc", EntryPoint = "accept4", SetLastError = true)]
    [SuppressGCTransition]
    internal static partial int Accept(int descriptor, void* address, uint* length, int flags);

    [LibraryImport("libc", EntryPoint = "getsockname", SetLastError = true)]
    [SuppressGCTransition]
    internal static partial int GetSockName(int descriptor, void* address, uint* length);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    [SuppressGCTransition]
    internal static partial int GetSockOpt(int descriptor, int level, int name, void* value, uint* length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    [SuppressGCTransition]
    internal static partial int SetSockOpt(int descriptor, int level, int name, void* value, uint length);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    [SuppressGCTransition]
    internal static partial nint Send(int descriptor, byte* bytes, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "sendto", SetLastError = true)]
    [SuppressGCTransition]
    internal static partial nint SendTo(
        int descriptor, byte* bytes, nuint length, int flags, void* address, uint addressLength);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    [SuppressGCTransition]
    internal static partial nint Receive(int descriptor, byte* buffer, nuint length, int flags);
}
