using System;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Sockets;

/// <summary>Echoes on a socket: the header goes on when they leave and off when they come back.</summary>
internal static unsafe class EchoTraffic
{
    /// <summary>Packets looked at in one call: a raw socket is handed every ICMP packet of its peer.</summary>
    private const int PacketsPerCall = 16;

    private const int PacketBytes = 2048;

    internal static OsError Send(in ConnectionSlot entry, ushort identifier, ReadOnlySpan<byte> payload, out int sent)
    {
        sent = 0;
        if (payload.Length > EchoPacket.MaxPayload)
        {
            throw new ArgumentException("an echo carries at most 64 bytes here", nameof(payload));
        }

        byte* packet = stackalloc byte[EchoPacket.HeaderBytes + EchoPacket.MaxPayload];
        int length = EchoPacket.Write(
            new Span<byte>(packet, EchoPacket.HeaderBytes + EchoPacket.MaxPayload),
            entry.IsV6,
            entry.IsRaw,
            identifier,
            payload);
        nint result = SocketCalls.Send(
            entry.Descriptor, packet, (nuint)length, SocketCalls.MSG_NOSIGNAL | SocketCalls.MSG_DONTWAIT);
        if (result < 0)
        {
            return Errno.OfPeer(Marshal.GetLastPInvokeError());
        }

        sent = payload.Length;
        return OsError.None;
    }

    /// <summary>What came back; no bytes when only other packets were there and more may wait.</summary>
    internal static OsError Receive(in ConnectionSlot entry, Span<byte> buffer, out int received)
    {
        received = 0;
        byte* packet = stackalloc byte[PacketBytes];
        for (int i = 0; i < PacketsPerCall; i++)
        {
            nint result = SocketCalls.Receive(entry.Descriptor, packet, PacketBytes, SocketCalls.MSG_DONTWAIT);
            if (result < 0)
            {
                return Errno.OfPeer(Marshal.GetLastPInvokeError());
            }

            ReadOnlySpan<byte> whole = new(packet, (int)result);
            int start = EchoPacket.FindPayload(whole, entry.IsV6, entry.IsRaw);
            if (start >= 0)
            {
                ReadOnlySpan<byte> payload = whole[start..];
                received = Math.Min(payload.Length, buffer.Length);
                payload[..received].CopyTo(buffer);
                return OsError.None;
            }
        }

        return OsError.None;
    }
}
