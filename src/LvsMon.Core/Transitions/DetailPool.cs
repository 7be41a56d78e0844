using System;

namespace LvsMon.Core.Transitions;

/// <summary>
/// Short texts that go with facts (a peer's bytes, an edit): a fixed ring, so that a storm of facts costs no memory.
/// A text that has been
/// overwritten by newer ones is simply missing from the line. Each text carries whether it is a peer's and must be
/// quoted.
/// </summary>
public sealed class DetailPool
{
    /// <summary>Longest text kept, bytes; longer ones are cut.</summary>
    public const int MaxBytes = 120;

    private const int Entries = 1024;
    private readonly byte[] _bytes = new byte[Entries * MaxBytes];
    private readonly byte[] _lengths = new byte[Entries];
    private readonly bool[] _foreign = new bool[Entries];
    private readonly byte[] _placeLengths = new byte[Entries];
    private int _last;

    /// <summary>Keeps our own words, which are printable ASCII.</summary>
    /// <returns>The ticket for <see cref="Find"/>; 0 for an empty text.</returns>
    public int Keep(ReadOnlySpan<byte> text) => Keep(text, default, foreign: false);

    /// <summary>Keeps a peer's bytes, which must be quoted where they are shown.</summary>
    /// <returns>The ticket for <see cref="Find"/>; 0 for an empty text.</returns>
    public int KeepForeign(ReadOnlySpan<byte> bytes) => Keep(bytes, default, foreign: true);

    /// <summary>Keeps a peer's bytes and our own words for where they were met, printable ASCII; each may be
    /// empty.</summary>
    /// <returns>The ticket for <see cref="Find"/> and <see cref="FindPlace"/>; 0 when both are empty.</returns>
    public int KeepForeign(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> place) => Keep(bytes, place, foreign: true);

    /// <summary>The text of a ticket; empty when there was none or it has been overwritten.</summary>
    public ReadOnlySpan<byte> Find(int ticket, out bool foreign)
    {
        if (!TryFind(ticket, out int entry))
        {
            foreign = false;
            return default;
        }

        foreign = _foreign[entry];
        return _bytes.AsSpan((entry * MaxBytes) + _placeLengths[entry], _lengths[entry]);
    }

    /// <summary>Our own words for where the text of a ticket was met; empty when there are none any more.</summary>
    public ReadOnlySpan<byte> FindPlace(int ticket) => TryFind(ticket, out int entry)
        ? _bytes.AsSpan(entry * MaxBytes, _placeLengths[entry])
        : default;

    private bool TryFind(int ticket, out int entry)
    {
        int age = unchecked(_last - ticket);
        entry = ticket & (Entries - 1);
        return ticket != 0 && age is >= 0 and < Entries;
    }

    private int Keep(ReadOnlySpan<byte> text, ReadOnlySpan<byte> place, bool foreign)
    {
        if (text.IsEmpty && place.IsEmpty)
        {
            return 0;
        }

        _last = _last == int.MaxValue ? Entries : _last + 1;
        int entry = _last & (Entries - 1);
        Span<byte> room = _bytes.AsSpan(entry * MaxBytes, MaxBytes);
        int placeLength = Math.Min(place.Length, MaxBytes);
        place[..placeLength].CopyTo(room);
        room = room[placeLength..];
        int length = Math.Min(text.Length, room.Length);
        text[..length].CopyTo(room);
        _placeLengths[entry] = (byte)placeLength;
        _lengths[entry] = (byte)length;
        _foreign[entry] = foreign;
        return _last;
    }
}
