using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LvsMon.Core.Values;

namespace LvsMon.Linux.Native;

/// <summary>
/// sockaddr_in and sockaddr_in6 in one block (ip(7), ipv6(7)); all fields in network byte order but the family.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 28)]
internal unsafe struct SocketAddress
{
    [FieldOffset(0)]
    private ushort _family;

    [FieldOffset(2)]
    private ushort _port;

    [FieldOffset(4)]
    private uint _v4;

    [FieldOffset(8)]
    private fixed byte _v6[16];

    /// <summary>Bytes of the address that the kernel reads: 16 for IPv4, 28 for IPv6.</summary>
    internal readonly uint Length => _family == SocketCalls.AF_INET6 ? 28u : 16u;

    /// <summary>True for IPv4 and IPv6; any other family has another layout.</summary>
    internal readonly bool IsInternet => _family is SocketCalls.AF_INET or SocketCalls.AF_INET6;

    /// <summary>The port in host order.</summary>
    internal readonly ushort Port => BinaryPrimitives.ReverseEndianness(_port);

    internal static SocketAddress Of(in IpAddress address, ushort port)
    {
        SocketAddress result = default;
        result._port = BinaryPrimitives.ReverseEndianness(port);
        if (address.IsV6)
        {
            result._family = SocketCalls.AF_INET6;
            BinaryPrimitives.WriteUInt128BigEndian(new Span<byte>(result._v6, 16), address.V6);
        }
        else
        {
            result._family = SocketCalls.AF_INET;
            result._v4 = BinaryPrimitives.ReverseEndianness(address.V4);
        }

        return result;
    }

    /// <summary>Reads a block that the kernel filled; an unknown family gives the unspecified IPv4 address.</summary>
    internal readonly IpAddress ToAddress()
    {
        if (_family == SocketCalls.AF_INET6)
        {
            fixed (byte* bytes = _v6)
            {
                return IpAddress.FromV6(BinaryPrimitives.ReadUInt128BigEndian(new ReadOnlySpan<byte>(bytes, 16)));
            }
        }

        return IpAddress.FromV4(_family == SocketCalls.AF_INET ? BinaryPrimitives.ReverseEndianness(_v4) : 0);
    }
}
