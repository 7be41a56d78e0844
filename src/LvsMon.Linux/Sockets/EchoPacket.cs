using System;
using System.Buffers.Binary;

namespace LvsMon.Linux.Sockets;

/// <summary>
/// The header of an ICMP echo (RFC 792, RFC 4443 §4.1): type, code, checksum, identifier, sequence. A ping socket
/// fills in identifier and checksum itself; a raw socket fills in the checksum for ICMPv6 only and hands over IPv4
/// packets with the header of IP (icmp(7), raw(7)).
/// </summary>
internal static class EchoPacket
{
    /// <summary>Bytes of the header.</summary>
    internal const int HeaderBytes = 8;

    /// <summary>Most bytes behind it that are sent.</summary>
    internal const int MaxPayload = 64;

    private const byte Request = 8;
    private const byte Reply = 0;
    private const byte RequestV6 = 128;
    private const byte ReplyV6 = 129;
    private const int LeastIpHeader = 20;

    /// <summary>Writes a request.</summary>
    /// <returns>Its length.</returns>
    internal static int Write(Span<byte> packet, bool isV6, bool isRaw, ushort identifier, ReadOnlySpan<byte> payload)
    {
        Span<byte> whole = packet[..(HeaderBytes + payload.Length)];
        whole[..HeaderBytes].Clear();
        whole[0] = isV6 ? RequestV6 : Request;
        BinaryPrimitives.WriteUInt16BigEndian(whole[4..], identifier);
        payload.CopyTo(whole[HeaderBytes..]);
        if (isRaw && !isV6)
        {
            BinaryPrimitives.WriteUInt16BigEndian(whole[2..], Checksum(whole));
        }

        return whole.Length;
    }

    /// <summary>Finds what came back in a packet.</summary>
    /// <returns>Where it begins, or -1 when the packet is no reply.</returns>
    internal static int FindPayload(ReadOnlySpan<byte> packet, bool isV6, bool isRaw)
    {
        int start = 0;
        if (isRaw && !isV6)
        {
            start = packet.Length < LeastIpHeader ? packet.Length : (packet[0] & 0xF) * 4;
        }

        return packet.Length >= start + HeaderBytes && packet[start] == (isV6 ? ReplyV6 : Reply)
            ? start + HeaderBytes : -1;
    }

    /// <summary>RFC 1071: the complement of the one's complement sum of all 16-bit words.</summary>
    internal static ushort Checksum(ReadOnlySpan<byte> bytes)
    {
        uint sum = 0;
        for (; bytes.Length > 1; bytes = bytes[2..])
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        }

        sum += bytes.IsEmpty ? 0 : (uint)bytes[0] << 8;
        sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~((sum & 0xFFFF) + (sum >> 16));
    }
}
