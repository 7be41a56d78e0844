using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LvsMon.Linux.Native;

/// <summary>Declarations of epoll(7), timerfd_create(2) and eventfd(2).</summary>
internal static unsafe partial class EpollCalls
{
    internal const int EPOLL_CLOEXEC = 0x80000;
    internal const int EPOLL_CTL_ADD = 1;
    internal const int EPOLL_CTL_DEL = 2;
    internal const int EPOLL_CTL_MOD = 3;
    internal const uint EPOLLIN = 0x1;
    internal const uint EPOLLOUT = 0x4;
    internal const uint EPOLLERR = 0x8;
    internal const uint EPOLLHUP = 0x10;
    internal const uint EPOLLRDHUP = 0x2000;
    internal const uint EPOLLET = 0x80000000;
    internal const int CLOCK_MONOTONIC = 1;
    internal const int TFD_NONBLOCK = 0x800;
    internal const int TFD_CLOEXEC = 0x80000;
    internal const int TFD_TIMER_ABSTIME = 1;
    internal const int EFD_NONBLOCK = 0x800;
    internal const int EFD_CLOEXEC = 0x80000;

    /// <summary>Bytes of one epoll_event: the struct is packed on x86-64 and only there.</summary>
    internal static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private static readonly int DataOffset = EventSize - 8;

    /// <summary>Writes one epoll_event; the data is the number by which the wait reports the descriptor.</summary>
    internal static void WriteEvent(byte* entry, uint events, int data)
    {
        Unsafe.WriteUnaligned(entry, events);
        Unsafe.WriteUnaligned(entry + DataOffset, (ulong)(uint)data);
    }

    /// <summary>Reads one epoll_event.</summary>
    internal static uint ReadEvent(byte* entry, out int data)
    {
        data = (int)(uint)Unsafe.ReadUnaligned<ulong>(entry + DataOffset);
        return Unsafe.ReadUnaligned<uint>(entry);
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    internal static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    [SuppressGCTransition]
    internal static partial int Control(int epoll, int operation, int descriptor, byte* entry);

    /// <summary>Only ever called with a timeout of 0: what blocks is Socket.Select.</summary>
    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    [SuppressGCTransition]
    internal static partial int Wait(int epoll, byte* entries, int count, int timeoutMs);

    [LibraryImport("libc", EntryPoint = "timerfd_create", SetLastError = true)]
    internal static partial int TimerCreate(int clock, int flags);

    /// <summary>
    /// The new value is an itimerspec: interval seconds and nanoseconds, then value seconds and nanoseconds.
    /// </summary>
    [LibraryImport("libc", EntryPoint = "timerfd_settime", SetLastError = true)]
    [SuppressGCTransition]
    internal static partial int TimerSet(int descriptor, int flags, long* newValue, long* oldValue);

    [LibraryImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    internal static partial int EventCreate(uint initial, int flags);
}
