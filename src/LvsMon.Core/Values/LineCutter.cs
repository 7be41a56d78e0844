using System;

namespace LvsMon.Core.Values;

/// <summary>
/// Cuts a stream of bytes that comes in pieces of any size into lines of at most <see cref="MaxLine"/> bytes. A longer
/// line is handed over cut and marked.
/// </summary>
internal sealed class LineCutter
{
    /// <summary>Longest line kept, bytes; ipvsadm's own lines stay below 300.</summary>
    internal const int MaxLine = 4096;

    private readonly byte[] _line = new byte[MaxLine];
    private int _length;

    /// <summary>True when the stream so far ends with a line end (or is empty): nothing was cut off.</summary>
    internal bool AtLineEnd => _length == 0 && !Cut;

    /// <summary>The last line's bytes, without its end; valid until the next call.</summary>
    internal ReadOnlySpan<byte> Line => _line.AsSpan(0, _taken);

    /// <summary>True when the line just taken was longer than <see cref="MaxLine"/>.</summary>
    internal bool Cut { get; private set; }

    private int _taken;
    private bool _handed;

    /// <summary>Forgets everything.</summary>
    internal void Reset()
    {
        _length = 0;
        _taken = 0;
        _handed = false;
        Cut = false;
    }

    /// <summary>Takes bytes up to the next line end; call it until it answers false.</summary>
    /// <returns>True when <see cref="Line"/> holds a whole line.</returns>
    internal bool Next(ref ReadOnlySpan<byte> bytes)
    {
        if (_handed)
        {
            _handed = false;
            Cut = false;
        }

        if (bytes.IsEmpty)
        {
            return false;
        }

        int end = bytes.IndexOf((byte)'\n');
        ReadOnlySpan<byte> piece = end < 0 ? bytes : bytes[..end];
        bytes = end < 0 ? default : bytes[(end + 1)..];
        int fits = Math.Min(piece.Length, MaxLine - _length);
        piece[..fits].CopyTo(_line.AsSpan(_length));
        _length += fits;
        Cut |= fits < piece.Length;
        if (end < 0)
        {
            return false;
        }

        _taken = _length;
        _length = 0;
        _handed = true;
        return true;
    }
}
