using System;
using System.Buffers.Binary;
using System.Text;

namespace LvsMon.Checks.Dns;

/// <summary>The query's message, and how an answer to it is told from other datagrams (RFC 1035 §4.1, RFC 5452
/// §9).</summary>
internal static class DnsQuestion
{
    /// <summary>Bytes of a message's header.</summary>
    internal const int HeaderBytes = 12;

    private const ushort RecursionDesired = 0x0100;
    private const ushort Internet = 1;

    /// <summary>Writes the message; its identifier is 0 yet.</summary>
    internal static byte[] Write(ReadOnlySpan<byte> name, DnsType type, bool recursion)
    {
        byte[] message = new byte[HeaderBytes + name.Length + 4];
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), recursion ? RecursionDesired : (ushort)0);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), 1);
        name.CopyTo(message.AsSpan(HeaderBytes));
        Span<byte> end = message.AsSpan(HeaderBytes + name.Length);
        BinaryPrimitives.WriteUInt16BigEndian(end, (ushort)type);
        BinaryPrimitives.WriteUInt16BigEndian(end[2..], Internet);
        return message;
    }

    /// <summary>
    /// True when a datagram answers a query: same identifier, a response to a standard query, same question. A server
    /// that could not read the query may leave the question out.
    /// </summary>
    internal static bool IsAnsweredBy(ReadOnlySpan<byte> query, ReadOnlySpan<byte> datagram)
    {
        if (datagram.Length < HeaderBytes || !datagram[..2].SequenceEqual(query[..2])
            || (datagram[2] & 0xF8) != 0x80)
        {
            return false;
        }

        int questions = BinaryPrimitives.ReadUInt16BigEndian(datagram[4..]);
        if (questions == 0)
        {
            return (datagram[3] & 15) != 0;
        }

        ReadOnlySpan<byte> name = query[HeaderBytes..^4];
        int end = HeaderBytes + name.Length;
        // The first name of a message has nothing to point to. Lengths of labels are below the letters: they compare as
        // they are.
        return questions == 1 && datagram.Length >= query.Length
            && Ascii.EqualsIgnoreCase(datagram[HeaderBytes..end], name)
            && datagram[end..query.Length].SequenceEqual(query[end..]);
    }
}
