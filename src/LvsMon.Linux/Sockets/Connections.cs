using System;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Sockets;

/// <summary>
/// The sockets of the slots, without the waiting. A slot keeps its descriptor for the next connection:
/// connect(AF_UNSPEC) ends the old one with a reset and leaves a socket that can connect again at once, which saves
/// socket(2), two setsockopt(2), epoll_ctl(2) and close(2) a check (measured: 3–4 µs of 19). A descriptor is not reused
/// after a failed connect(2) call, when it was bound to a source address, for the other address family, or for anything
/// but a stream: a late answer to the check before would be read as one to the next. Invariant: a slot that is not
/// <see cref="ConnectionPhase.Free"/> has an open descriptor.
/// </summary>
internal sealed unsafe class Connections : IDisposable
{
    private const int NoDescriptor = ConnectionSlot.NoDescriptor;
    private ConnectionSlot[] _slots = [];
    private EphemeralPorts _ephemeral = EphemeralPorts.Read();

    internal Connections(int capacity) => Grow(capacity);

    internal int Capacity => _slots.Length;

    /// <summary>
    /// Also reads the range of local ports again: an administrator may have changed it since the last reload.
    /// </summary>
    internal void Grow(int capacity)
    {
        int old = _slots.Length;
        _ephemeral = EphemeralPorts.Read();
        if (capacity <= old)
        {
            return;
        }

        Array.Resize(ref _slots, capacity);
        for (int slot = old; slot < capacity; slot++)
        {
            _slots[slot].Descriptor = NoDescriptor;
        }
    }

    internal int Descriptor(int slot) => _slots[slot].Descriptor;

    /// <summary>True when few bytes mean that there are no more: a datagram is as short as it was sent.</summary>
    internal bool IsStream(int slot) => _slots[slot].Transport == Transport.Stream;

    internal ConnectionPhase Phase(int slot) => _slots[slot].Phase;

    /// <summary>
    /// Begins a connection. The port of <paramref name="source"/> is 0 but in tests: a fixed local port is how a
    /// connection with oneself is made at will.
    /// </summary>
    /// <param name="slot">A free slot; anything else is a broken invariant.</param>
    /// <param name="target">The peer.</param>
    /// <param name="source">The local end; an unspecified address with port 0 for any.</param>
    /// <param name="speaksFirst">The handshake's last packet may wait for the first bytes of ours.</param>
    /// <param name="transport">How the bytes travel.</param>
    /// <param name="isNew">The slot has got another descriptor than it had before.</param>
    internal OsError Begin(
        int slot, in Endpoint target, in Endpoint source, bool speaksFirst, Transport transport, out bool isNew)
    {
        ref ConnectionSlot entry = ref _slots[slot];
        isNew = false;
        if (entry.Phase != ConnectionPhase.Free)
        {
            throw new InvalidOperationException("connect in a slot that is in use");
        }

        bool isBound = !source.Address.IsUnspecified || source.Port != 0;
        bool isOther = isBound || entry.IsV6 != target.Address.IsV6 || transport != Transport.Stream;
        if (entry.Descriptor != NoDescriptor && isOther)
        {
            Discard(slot);
        }

        if (entry.Descriptor == NoDescriptor)
        {
            OsError opened = SocketOpening.Open(ref entry, target.Address.IsV6, transport);
            if (opened != OsError.None)
            {
                return opened;
            }

            isNew = true;
        }

        OsError begun = isBound ? Bind(ref entry, source) : OsError.None;
        if (begun == OsError.None)
        {
            JoinRequest(ref entry, speaksFirst && transport == Transport.Stream);
            begun = Connect(ref entry, target);
        }

        if (begun != OsError.None)
        {
            Discard(slot);
            isNew = false;
        }

        return begun;
    }

    /// <summary>The result of a connect that the kernel has reported as ended.</summary>
    /// <param name="slot">A slot in phase Connecting, or later.</param>
    /// <param name="mayHaveFailed">False when the report itself shows success, which saves asking for SO_ERROR.</param>
    internal OsError Finish(int slot, bool mayHaveFailed)
    {
        ref ConnectionSlot entry = ref InUse(slot);
        if (entry.Phase == ConnectionPhase.Connected)
        {
            return OsError.None;
        }

        if (mayHaveFailed)
        {
            int error = 0;
            uint length = sizeof(int);
            int result = SocketCalls.GetSockOpt(
                entry.Descriptor, SocketCalls.SOL_SOCKET, SocketCalls.SO_ERROR, &error, &length);
            OsError told = Errno.OfPeer(result == 0 ? error : Marshal.GetLastPInvokeError());
            if (told != OsError.None)
            {
                return told;
            }
        }

        if (entry.Transport != Transport.Echo && _ephemeral.Contains(entry.Target.Port) && IsWithItself(entry))
        {
            return OsError.SelfConnect;
        }

        entry.Phase = ConnectionPhase.Connected;
        return OsError.None;
    }

    internal OsError Send(int slot, ReadOnlySpan<byte> bytes, out int sent)
    {
        ref ConnectionSlot entry = ref InUse(slot);
        sent = 0;
        if (bytes.IsEmpty)
        {
            return OsError.None;
        }

        if (entry.Transport == Transport.Echo)
        {
            return EchoTraffic.Send(in entry, (ushort)slot, bytes, out sent);
        }

        fixed (byte* pointer = bytes)
        {
            nint result = SocketCalls.Send(
                entry.Descriptor, pointer, (nuint)bytes.Length, SocketCalls.MSG_NOSIGNAL | SocketCalls.MSG_DONTWAIT);
            if (result < 0)
            {
                return Errno.OfPeer(Marshal.GetLastPInvokeError());
            }

            sent = (int)result;
            return OsError.None;
        }
    }

    internal OsError Receive(int slot, Span<byte> buffer, out int received)
    {
        ref ConnectionSlot entry = ref InUse(slot);
        received = 0;
        if (buffer.IsEmpty)
        {
            throw new ArgumentException("0 bytes into no room would look like the end of the stream", nameof(buffer));
        }

        if (entry.Transport == Transport.Echo)
        {
            return EchoTraffic.Receive(in entry, buffer, out received);
        }

        fixed (byte* pointer = buffer)
        {
            nint result = SocketCalls.Receive(
                entry.Descriptor, pointer, (nuint)buffer.Length, SocketCalls.MSG_DONTWAIT);
            if (result < 0)
            {
                return Errno.OfPeer(Marshal.GetLastPInvokeError());
            }

            received = (int)result;
            return OsError.None;
        }
    }

    /// <summary>Ends the connection with a reset and keeps the descriptor where it can be used again.</summary>
    /// <returns>True when the slot was in use.</returns>
    internal bool End(int slot)
    {
        ref ConnectionSlot entry = ref _slots[slot];
        if (entry.Phase == ConnectionPhase.Free)
        {
            return false;
        }

        entry.Phase = ConnectionPhase.Free;
        SocketAddress none = default;
        bool isLast = entry.IsBound || entry.Transport != Transport.Stream;
        if (isLast || SocketCalls.Connect(entry.Descriptor, &none, 16) != 0)
        {
            Discard(slot);
        }

        return true;
    }

    /// <summary>Frees the slot and closes its descriptor, with a reset because of SO_LINGER.</summary>
    internal void Discard(int slot)
    {
        ref ConnectionSlot entry = ref _slots[slot];
        entry.Phase = ConnectionPhase.Free;
        if (entry.Descriptor != NoDescriptor)
        {
            _ = FileCalls.Close(entry.Descriptor);
            entry.Descriptor = NoDescriptor;
        }
    }

    public void Dispose()
    {
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            Discard(slot);
        }
    }

    private static OsError Bind(ref ConnectionSlot entry, in Endpoint source)
    {
        // The port is then chosen by connect(2), of TCP against all four parts of the connection: no port is used up
        // by binding.
        int on = 1;
        _ = SocketCalls.SetSockOpt(
            entry.Descriptor, SocketCalls.IPPROTO_IP, SocketCalls.IP_BIND_ADDRESS_NO_PORT, &on, sizeof(int));
        entry.IsBound = true;
        SocketAddress address = SocketAddress.Of(source.Address, source.Port);
        int result = SocketCalls.Bind(entry.Descriptor, &address, address.Length);
        return result == 0 ? OsError.None : Errno.OfBind(Marshal.GetLastPInvokeError());
    }

    /// <summary>
    /// On a socket that connects, TCP_DEFER_ACCEPT leaves the handshake's last packet to the first bytes that are sent
    /// (tcp_rcv_synsent_state_process in the kernel; after 200 ms it goes alone): one packet and one waking of the peer
    /// less a check. It outlives a reuse.
    /// </summary>
    private static void JoinRequest(ref ConnectionSlot entry, bool joins)
    {
        if (entry.JoinsRequest != joins)
        {
            int seconds = joins ? 1 : 0;
            _ = SocketCalls.SetSockOpt(
                entry.Descriptor, SocketCalls.IPPROTO_TCP, SocketCalls.TCP_DEFER_ACCEPT, &seconds, sizeof(int));
            entry.JoinsRequest = joins;
        }
    }

    private static OsError Connect(ref ConnectionSlot entry, in Endpoint target)
    {
        ushort port = entry.Transport == Transport.Echo ? (ushort)0 : target.Port;
        SocketAddress address = SocketAddress.Of(target.Address, port);
        if (SocketCalls.Connect(entry.Descriptor, &address, address.Length) != 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            if (errno == Errno.EAGAIN && entry.Transport != Transport.Stream)
            {
                // Connecting a datagram socket takes a whole local port, and there was none.
                return OsError.NoLocalPort;
            }

            OsError error = Errno.OfCall(errno);
            if (error != OsError.WouldBlock)
            {
                return error;
            }
        }

        if (entry.Transport != Transport.Stream)
        {
            SocketOpening.TellEveryError(in entry);
        }

        entry.Target = target;
        entry.Phase = ConnectionPhase.Connecting;
        return OsError.None;
    }

    private static bool IsWithItself(in ConnectionSlot entry)
    {
        SocketAddress local = default;
        uint length = (uint)sizeof(SocketAddress);
        return SocketCalls.GetSockName(entry.Descriptor, &local, &length) == 0
            && local.Port == entry.Target.Port
            && local.ToAddress() == entry.Target.Address;
    }

    private ref ConnectionSlot InUse(int slot)
    {
        ref ConnectionSlot entry = ref _slots[slot];
        if (entry.Phase == ConnectionPhase.Free)
        {
            throw new InvalidOperationException("the slot has no connection");
        }

        return ref entry;
    }
}
