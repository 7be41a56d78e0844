using System;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Sockets;

/// <summary>New sockets, with what each transport needs set.</summary>
internal static unsafe class SocketOpening
{
    private const int Flags = SocketCalls.SOCK_NONBLOCK | SocketCalls.SOCK_CLOEXEC;

    /// <summary>Puts a new descriptor into a slot that has none.</summary>
    internal static OsError Open(ref ConnectionSlot entry, bool isV6, Transport transport)
    {
        bool isRaw = false;
        int family = isV6 ? SocketCalls.AF_INET6 : SocketCalls.AF_INET;
        int descriptor = transport switch
        {
            Transport.Stream => SocketCalls.Socket(family, SocketCalls.SOCK_STREAM | Flags, 0),
            Transport.Datagram => SocketCalls.Socket(family, SocketCalls.SOCK_DGRAM | Flags, 0),
            _ => OpenEcho(family, out isRaw),
        };
        if (descriptor < 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            return transport == Transport.Echo && errno is Errno.EACCES or Errno.EPERM
                ? OsError.NotPermitted : Errno.OfCall(errno);
        }

        if (transport == Transport.Stream)
        {
            ResetOnClose(descriptor);
        }

        entry = new ConnectionSlot
        {
            Descriptor = descriptor,
            Transport = transport,
            IsV6 = isV6,
            IsRaw = isRaw,
        };
        return OsError.None;
    }

    /// <summary>
    /// IP_RECVERR: without it a host that cannot be reached looks like one that is silent, because Linux hands only a
    /// port's refusal to a datagram socket (ip(7)). Only once it is connected: a raw socket that is not would be told
    /// what befell others.
    /// </summary>
    internal static void TellEveryError(in ConnectionSlot entry)
    {
        int on = 1;
        bool isV6 = entry.IsV6;
        int level = isV6 ? SocketCalls.IPPROTO_IPV6 : SocketCalls.IPPROTO_IP;
        int name = isV6 ? SocketCalls.IPV6_RECVERR : SocketCalls.IP_RECVERR;
        _ = SocketCalls.SetSockOpt(entry.Descriptor, level, name, &on, sizeof(int));
    }

    /// <summary>
    /// A ping socket, for the groups of net.ipv4.ping_group_range (icmp(7)); else a raw one, which needs CAP_NET_RAW.
    /// </summary>
    private static int OpenEcho(int family, out bool isRaw)
    {
        int protocol = family == SocketCalls.AF_INET6 ? SocketCalls.IPPROTO_ICMPV6 : SocketCalls.IPPROTO_ICMP;
        isRaw = false;
        int descriptor = SocketCalls.Socket(family, SocketCalls.SOCK_DGRAM | Flags, protocol);
        if (descriptor >= 0 || Marshal.GetLastPInvokeError() != Errno.EACCES)
        {
            return descriptor;
        }

        isRaw = true;
        return SocketCalls.Socket(family, SocketCalls.SOCK_RAW | Flags, protocol);
    }

    /// <summary>
    /// struct linger {on, 0 seconds}: close(2) resets, so that no check leaves a TIME_WAIT behind. It outlives a reuse.
    /// </summary>
    private static void ResetOnClose(int descriptor)
    {
        long resetOnClose = BitConverter.IsLittleEndian ? 1 : 1L << 32;
        _ = SocketCalls.SetSockOpt(
            descriptor, SocketCalls.SOL_SOCKET, SocketCalls.SO_LINGER, &resetOnClose, sizeof(long));
    }
}
