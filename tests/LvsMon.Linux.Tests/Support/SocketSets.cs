using System;
using LvsMon.Core.Os;
using LvsMon.Linux.Sockets;
using LvsMon.Linux.Time;

namespace LvsMon.Linux.Tests.Support;

/// <summary>Both sets by name, for what must work with either.</summary>
internal static class SocketSets
{
    internal static ISocketSet Create(string kind) => kind switch
    {
        "epoll" => new EpollSocketSet(0, new MonotonicClock()),
        "select" => new SelectSocketSet(0, new MonotonicClock()),
        _ => throw new ArgumentException(kind, nameof(kind)),
    };
}
