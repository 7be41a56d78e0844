using System;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>Reads what follows <c>-r ADDR:PORT</c> in a line of <c>ipvsadm -S -n</c>.</summary>
internal static class DestinationLine
{
    /// <summary>Reads method, weight and tunnel. A local server prints as <c>-g</c>; no <c>--tun-type</c> means
    /// IP in IP (versions before 1.30).</summary>
    /// <returns>False when a word was not understood; what was understood stands in the record.</returns>
    internal static bool TryRead(ref LineWords words, out Destination record)
    {
        ForwardingMethod method = ForwardingMethod.Direct;
        TunnelType tunnel = TunnelType.Ipip;
        TunnelChecksum checksum = TunnelChecksum.None;
        long port = 0;
        long weight = 1;
        bool clear = true;
        for (ReadOnlySpan<byte> word = words.Next(); !word.IsEmpty; word = words.Next())
        {
            if (word.Length == 2 && word[0] == (byte)'-' && word[1] is (byte)'g' or (byte)'m' or (byte)'i')
            {
                method = MethodOf(word[1]);
            }
            else if (word.SequenceEqual("-w"u8))
            {
                clear &= EndpointReader.TryReadNumber(words.Next(), int.MaxValue, out weight);
            }
            else if (word.SequenceEqual("--tun-type"u8))
            {
                clear &= TryReadTunnel(words.Next(), out tunnel);
            }
            else if (word.SequenceEqual("--tun-port"u8))
            {
                clear &= EndpointReader.TryReadNumber(words.Next(), ushort.MaxValue, out port);
            }
            else
            {
                clear &= TryReadChecksum(word, ref checksum);
            }
        }

        record = new Destination((int)weight, 0, 0, new Forwarding(method, tunnel, (ushort)port), checksum);
        return clear;
    }

    private static ForwardingMethod MethodOf(byte letter) => letter switch
    {
        (byte)'m' => ForwardingMethod.Nat,
        (byte)'i' => ForwardingMethod.Tunnel,
        _ => ForwardingMethod.Direct,
    };

    private static bool TryReadTunnel(ReadOnlySpan<byte> word, out TunnelType tunnel)
    {
        tunnel = word.SequenceEqual("gue"u8) ? TunnelType.Gue
            : word.SequenceEqual("gre"u8) ? TunnelType.Gre
            : TunnelType.Ipip;
        return tunnel != TunnelType.Ipip || word.SequenceEqual("ipip"u8);
    }

    private static bool TryReadChecksum(ReadOnlySpan<byte> word, ref TunnelChecksum checksum)
    {
        TunnelChecksum? read = word.SequenceEqual("--tun-nocsum"u8) ? TunnelChecksum.None
            : word.SequenceEqual("--tun-csum"u8) ? TunnelChecksum.Full
            : word.SequenceEqual("--tun-remcsum"u8) ? TunnelChecksum.Remote
            : null;
        checksum = read ?? checksum;
        return read is not null;
    }
}
