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
    private int _last;

    /// <summary>Keeps our own words, which are printable ASCII.</summary>
    /// <returns>The ticket for <see cref="Find"/>; 0 for an empty text.</returns>
    public int Keep(ReadOnlySpan<byte> text) => Keep(text, foreign: false);

    /// <summary>Keeps a peer's bytes, which must be quoted where they are shown.</summary>
    /// <returns>The ticket for <see cref="Find"/>; 0 for an empty text.</returns>
    public int KeepForeign(ReadOnlySpan<byte> bytes) => Keep(bytes, foreign: true);

    /// <summary>The text of a ticket; empty when there was none or it has been overwritten.</summary>
    public ReadOnlySpan<byte> Find(int ticket, out bool foreign)
    {
        int age = unchecked(_last - ticket);
        if (ticket == 0 || age is < 0 or >= Entries)
        {
            foreign = false;
            return default;
        }

        int entry = ticket & (Entries - 1);
        foreign = _foreign[entry];
        return _bytes.AsSpan(entry * MaxBytes, _lengths[entry]);
    }

    private int Keep(ReadOnlySpan<byte> text, bool foreign)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        _last = _last == int.MaxValue ? Entries : _last + 1;
        int entry = _last & (Entries - 1);
        int length = Math.Min(text.Length, MaxBytes);
        text[..length].CopyTo(_bytes.AsSpan(entry * MaxBytes, length));
        _lengths[entry] = (byte)length;
        _foreign[entry] = foreign;
        return _last;
    }
}
