using System;
using System.Buffers.Text;
using LvsMon.Core.Values;

namespace LvsMon.Core.Sessions;

/// <summary>Reads addresses as the kernel's list writes them: <c>0A00000B:0050</c> and
/// <c>[2001:0db8:0000:0000:0000:0000:0000:0001]:0050</c>, all digits hexadecimal and none left out.</summary>
internal static class ListedEndpoint
{
    private const int V4Length = 8;
    private const int GroupLength = 4;
    private const int V6Length = (8 * GroupLength) + 7;

    /// <summary>Reads an address with its port.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, out Endpoint endpoint)
    {
        endpoint = default;
        int colon = text.LastIndexOf((byte)':');
        if (colon < 0 || text.Length - colon - 1 != GroupLength || !TryReadHex(text[(colon + 1)..], out uint port))
        {
            return false;
        }

        ReadOnlySpan<byte> host = text[..colon];
        if (host.Length == V4Length && TryReadHex(host, out uint bits))
        {
            endpoint = new Endpoint(IpAddress.FromV4(bits), (ushort)port);
            return true;
        }

        bool isV6 = host.Length == V6Length + 2 && host[0] == (byte)'[' && host[^1] == (byte)']';
        if (!isV6 || !TryReadV6(host[1..^1], out UInt128 wide))
        {
            return false;
        }

        endpoint = new Endpoint(IpAddress.FromV6(wide), (ushort)port);
        return true;
    }

    /// <summary>Reads hexadecimal digits of either case, at most eight, and nothing else.</summary>
    internal static bool TryReadHex(ReadOnlySpan<byte> text, out uint value) =>
        Utf8Parser.TryParse(text, out value, out int used, 'X') && used == text.Length && text.Length <= V4Length;

    private static bool TryReadV6(ReadOnlySpan<byte> text, out UInt128 bits)
    {
        bits = UInt128.Zero;
        for (int at = 0; at < V6Length; at += GroupLength + 1)
        {
            if (!TryReadHex(text.Slice(at, GroupLength), out uint group)
                || (at > 0 && text[at - 1] != (byte)':'))
            {
                return false;
            }

            bits = (bits << 16) | group;
        }

        return true;
    }
}
