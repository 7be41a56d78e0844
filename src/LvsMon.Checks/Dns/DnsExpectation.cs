using System;
using System.Buffers.Binary;
using System.Globalization;
using LvsMon.Core.Values;

namespace LvsMon.Checks.Dns;

/// <summary>A value that an answer must hold, in the form in which a record of its type has it.</summary>
internal sealed class DnsExpectation
{
    private const int AnyPreference = -1;
    private readonly DnsType _type;
    private readonly byte[] _value;
    private readonly int _preference;

    private DnsExpectation(DnsType type, byte[] value, int preference = AnyPreference)
    {
        _type = type;
        _value = value;
        _preference = preference;
    }

    /// <summary>How a value of a type is written.</summary>
    internal static string Form(DnsType type) => type switch
    {
        DnsType.A => "an IPv4 address",
        DnsType.AAAA => "an IPv6 address",
        DnsType.TXT => "a text of at most 255 bytes",
        DnsType.MX => "a name, or \"PREFERENCE NAME\"",
        DnsType.SOA => "the name of the primary server",
        _ => "a name",
    };

    /// <summary>Reads a value; null when it has not the <see cref="Form"/> of its type.</summary>
    internal static DnsExpectation? Parse(DnsType type, string text)
    {
        switch (type)
        {
            case DnsType.A or DnsType.AAAA:
                return IpAddress.TryParse(text, out IpAddress address) && address.IsV6 == (type == DnsType.AAAA)
                    ? new DnsExpectation(type, Bytes(address)) : null;
            case DnsType.TXT:
                byte[] bytes = ByteText.ToBytes(text);
                return bytes.Length <= 255 ? new DnsExpectation(type, bytes) : null;
            case DnsType.MX when text.Split(' ') is [var number, var host]:
                return ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ushort preference)
                    && DnsName.Encode(host) is { } exchange
                    ? new DnsExpectation(type, exchange, preference) : null;
            default:
                return DnsName.Encode(text) is { } name ? new DnsExpectation(type, name) : null;
        }
    }

    /// <summary>True when the data of a record of this type are this value.</summary>
    /// <param name="message">The message.</param>
    /// <param name="at">Where the data begin.</param>
    /// <param name="length">How many bytes they are; all stand in the message.</param>
    internal bool IsIn(ReadOnlySpan<byte> message, int at, int length)
    {
        ReadOnlySpan<byte> data = message.Slice(at, length);
        return _type switch
        {
            DnsType.A or DnsType.AAAA => data.SequenceEqual(_value),
            DnsType.TXT => IsText(data),
            DnsType.MX => length > 2
                && (_preference == AnyPreference || BinaryPrimitives.ReadUInt16BigEndian(data) == _preference)
                && DnsName.Equals(message, at + 2, _value),
            _ => length > 0 && DnsName.Equals(message, at, _value),
        };
    }

    /// <summary>The strings of a TXT record are one text (RFC 1464, RFC 7208 §3.3).</summary>
    private bool IsText(ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> left = _value;
        while (!data.IsEmpty)
        {
            int length = data[0];
            if (length >= data.Length || !left.StartsWith(data.Slice(1, length)))
            {
                return false;
            }

            left = left[length..];
            data = data[(length + 1)..];
        }

        return left.IsEmpty;
    }

    private static byte[] Bytes(in IpAddress address)
    {
        byte[] bytes = new byte[address.IsV6 ? 16 : 4];
        if (address.IsV6)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes, address.V6);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, address.V4);
        }

        return bytes;
    }
}
