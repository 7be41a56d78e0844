using System;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;
using LvsMon.Linux.Sockets;

namespace LvsMon.Linux.Serving;

/// <summary>
/// A listening stream socket and its clients. All descriptors stand in an epoll set of their own, which is one
/// source of the loop's wait. Bytes are taken without room for control messages: descriptors that a client passes along
/// are closed by the kernel.
/// </summary>
public abstract unsafe class ClientSocket : IClientSet, IDisposable
{
    private const int Backlog = 64;
    private const int NoDescriptor = -1;
    private readonly IWaitRegistry _registry;
    private readonly int[] _descriptors;
    private readonly Readiness[] _expected;
    private readonly byte* _events;
    private readonly int _epoll;
    private readonly int _door;
    private bool _disposed;

    /// <summary>Takes a bound socket, which is this one's from here on; <see cref="Begin"/> must follow.</summary>
    private protected ClientSocket(IWaitRegistry registry, int capacity, int door)
    {
        _registry = registry;
        _door = door;
        _descriptors = new int[capacity];
        _expected = new Readiness[capacity];
        Array.Fill(_descriptors, NoDescriptor);
        _events = (byte*)NativeMemory.Alloc((nuint)capacity + 1, (nuint)EpollCalls.EventSize);
        _epoll = EpollCalls.Create(EpollCalls.EPOLL_CLOEXEC);
    }

    /// <inheritdoc/>
    public int Capacity => _descriptors.Length;

    /// <inheritdoc/>
    public int Poll(Span<Ready> ready)
    {
        int count = EpollCalls.Wait(_epoll, _events, Math.Min(ready.Length, Capacity + 1), 0);
        byte* entry = _events;
        for (int index = 0; index < count; index++, entry += EpollCalls.EventSize)
        {
            uint events = EpollCalls.ReadEvent(entry, out int slot);
            Readiness what = (events & EpollCalls.EPOLLIN) != 0 ? Readiness.Receive : Readiness.None;
            ready[index] = new Ready(
                slot, what | ((events & ~EpollCalls.EPOLLIN) != 0 ? Readiness.Send : Readiness.None));
        }

        return Math.Max(0, count);
    }

    /// <inheritdoc/>
    public void Watch(bool door) =>
        _ = Control(EpollCalls.EPOLL_CTL_MOD, _door, IClientSet.Door, door ? Readiness.Receive : Readiness.None);

    /// <inheritdoc/>
    public OsError Accept(int slot, out ClientIdentity who)
    {
        who = default;
        int descriptor = SocketCalls.Accept(
            _door, null, null, SocketCalls.SOCK_NONBLOCK | SocketCalls.SOCK_CLOEXEC);
        if (descriptor < 0)
        {
            int errno = Marshal.GetLastPInvokeError();

            // A client that has given up already is nobody.
            return errno is Errno.ECONNABORTED or Errno.EINTR ? OsError.WouldBlock : Errno.OfFile(errno);
        }

        if (!TryIdentify(descriptor, out who)
            || Control(EpollCalls.EPOLL_CTL_ADD, descriptor, slot, Readiness.Receive) != 0)
        {
            _ = FileCalls.Close(descriptor);
            return OsError.NoMemory;
        }

        _descriptors[slot] = descriptor;
        _expected[slot] = Readiness.Receive;
        return OsError.None;
    }

    /// <inheritdoc/>
    public void Move(int slot, int other)
    {
        (_descriptors[other], _descriptors[slot]) = (_descriptors[slot], NoDescriptor);
        _expected[other] = _expected[slot];
        _ = Control(EpollCalls.EPOLL_CTL_MOD, _descriptors[other], other, _expected[other]);
    }

    /// <inheritdoc/>
    public OsError Receive(int slot, Span<byte> buffer, out int received)
    {
        fixed (byte* pointer = buffer)
        {
            nint count = SocketCalls.Receive(
                _descriptors[slot], pointer, (nuint)buffer.Length, SocketCalls.MSG_DONTWAIT);
            received = (int)Math.Max(0, count);
            return count >= 0 ? OsError.None : Errno.OfFile(Marshal.GetLastPInvokeError());
        }
    }

    /// <inheritdoc/>
    public OsError Send(int slot, ReadOnlySpan<byte> bytes, out int sent)
    {
        fixed (byte* pointer = bytes)
        {
            nint count = SocketCalls.Send(
                _descriptors[slot],
                pointer,
                (nuint)bytes.Length,
                SocketCalls.MSG_DONTWAIT | SocketCalls.MSG_NOSIGNAL);
            sent = (int)Math.Max(0, count);
            return count >= 0 ? OsError.None : Errno.OfFile(Marshal.GetLastPInvokeError());
        }
    }

    /// <inheritdoc/>
    public void Expect(int slot, Readiness what)
    {
        if (_expected[slot] != what)
        {
            _expected[slot] = what;
            _ = Control(EpollCalls.EPOLL_CTL_MOD, _descriptors[slot], slot, what);
        }
    }

    /// <inheritdoc/>
    public void Close(int slot)
    {
        if (_descriptors[slot] != NoDescriptor)
        {
            // Closing takes it out of the epoll set: no other descriptor of ours stands for the same connection.
            _ = FileCalls.Close(_descriptors[slot]);
            _descriptors[slot] = NoDescriptor;
        }
    }

    /// <summary>Lets all clients go and closes the socket.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        for (int slot = 0; slot < Capacity; slot++)
        {
            Close(slot);
        }

        _ = FileCalls.Close(_door);
        LeavePlace();
        if (_epoll >= 0)
        {
            _registry.Remove(_epoll);
            _ = FileCalls.Close(_epoll);
        }

        NativeMemory.Free(_events);
        GC.SuppressFinalize(this);
    }

    /// <summary>A new stream socket that does not block.</summary>
    private protected static int Create(int family) =>
        SocketCalls.Socket(family, SocketCalls.SOCK_STREAM | SocketCalls.SOCK_NONBLOCK | SocketCalls.SOCK_CLOEXEC, 0);

    /// <summary>What the last call failed for, in the system's words.</summary>
    private protected static string Failure() =>
        Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());

    /// <summary>Lets clients come.</summary>
    /// <returns>Why it cannot, in words; empty when it can.</returns>
    private protected string Begin()
    {
        if (_epoll < 0
            || SocketCalls.Listen(_door, Backlog) != 0
            || Control(EpollCalls.EPOLL_CTL_ADD, _door, IClientSet.Door, Readiness.Receive) != 0)
        {
            return Failure();
        }

        return _registry.Add(_epoll, Ready.Control, Readiness.Receive) == OsError.None
            ? string.Empty
            : "no place in the wait of the loop";
    }

    /// <summary>Says who is at the other end; false when the kernel does not tell.</summary>
    private protected abstract bool TryIdentify(int descriptor, out ClientIdentity who);

    /// <summary>Gives the socket's place up, after its end.</summary>
    private protected virtual void LeavePlace()
    {
    }

    private int Control(int operation, int descriptor, int slot, Readiness what)
    {
        byte* entry = stackalloc byte[16];
        uint events = ((what & Readiness.Receive) != 0 ? EpollCalls.EPOLLIN : 0)
            | ((what & Readiness.Send) != 0 ? EpollCalls.EPOLLOUT : 0);
        EpollCalls.WriteEvent(entry, events, slot);
        return EpollCalls.Control(_epoll, operation, descriptor, entry);
    }
}
