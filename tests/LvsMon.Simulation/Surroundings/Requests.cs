using System;
using LvsMon.Simulation.Peers;

namespace LvsMon.Simulation.Surroundings;

/// <summary>What was asked by datagrams, for answers that bring part of it back: of the attempt itself, or of another
/// one to the same peer.</summary>
internal sealed class Requests
{
    private readonly FixedText[] _ofPeer = new FixedText[new PeerHosts().Peers];
    private int[] _peer = [];
    private FixedText[] _asked = [];
    private FixedText[] _earlier = [];

    /// <summary>Makes room.</summary>
    public void Grow(int slots)
    {
        int length = Math.Max(slots, _peer.Length);
        Array.Resize(ref _peer, length);
        Array.Resize(ref _asked, length);
        Array.Resize(ref _earlier, length);
    }

    /// <summary>An attempt begins.</summary>
    public void Begin(int slot, int peer) => _peer[slot] = peer;

    /// <summary>It has sent a datagram.</summary>
    public void Note(int slot, ReadOnlySpan<byte> bytes)
    {
        _asked[slot].Set(bytes[..Math.Min(bytes.Length, TableEntry.MaxText)]);
        ref FixedText before = ref _ofPeer[_peer[slot]];
        if (PeerHosts.KindOf(_peer[slot]) == PeerKind.Echo && before.Is(_asked[slot].Bytes))
        {
            throw new SimulationFailure("two echoes ask the same: the answer to one could stand for the other");
        }

        _earlier[slot] = before.IsEmpty ? _asked[slot] : before;
        before = _asked[slot];
    }

    /// <summary>Makes of a datagram as it stands in a script (<see cref="Datagrams"/>) the one that comes.</summary>
    /// <returns>Its length.</returns>
    public int Fill(int slot, Span<byte> buffer, int length)
    {
        byte source = buffer[0];
        int count = buffer[1];
        buffer[Datagrams.HeadBytes..length].CopyTo(buffer);
        length -= Datagrams.HeadBytes;
        if (source == Datagrams.Raw)
        {
            return length;
        }

        ReadOnlySpan<byte> asked = _asked[slot].Bytes;
        ReadOnlySpan<byte> beginning = source == Datagrams.OfRequest ? asked : _earlier[slot].Bytes;
        beginning = beginning[..Math.Min(count, beginning.Length)];
        beginning.CopyTo(buffer);
        if (source == Datagrams.OfEarlier && beginning.Length > 0 && asked.StartsWith(beginning))
        {
            // Two requests may be alike by chance; then this is the answer to a third.
            buffer[0] ^= 1;
        }

        return Math.Max(length, beginning.Length);
    }
}
