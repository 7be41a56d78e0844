using System;
using System.Text;
using LvsMon.Core.Os;

namespace LvsMon.Testing.Os;

/// <summary>A file or FIFO that does what the test says; taking bytes does not allocate.</summary>
public sealed class MemoryLineFile : ILineFile
{
    private readonly byte[] _taken = new byte[4 << 20];
    private int _length;
    private bool _isOpen;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Path => "/run/events"u8;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Why => "no space left on the device"u8;

    /// <summary>Bytes that it still takes.</summary>
    public int Room { get; set; } = int.MaxValue;

    /// <summary>What it answers when it takes nothing.</summary>
    public OsError Refusal { get; set; } = OsError.Other;

    /// <summary>What opening answers.</summary>
    public OsError OpenError { get; set; }

    /// <summary>True for a FIFO, which takes a piece whole or not at all.</summary>
    public bool IsFifo { get; init; }

    /// <summary>True when another file stands there since the last opening.</summary>
    public bool IsMoved { get; set; }

    /// <summary>Calls of <see cref="Append"/>.</summary>
    public int Appends { get; private set; }

    /// <summary>The longest piece offered, bytes.</summary>
    public int Longest { get; private set; }

    /// <summary>All that was taken.</summary>
    public string Text => Encoding.ASCII.GetString(_taken, 0, _length);

    /// <summary>Forgets what was taken.</summary>
    public void Forget() => _length = 0;

    /// <inheritdoc/>
    public OsError Open(out bool isNew)
    {
        isNew = OpenError == OsError.None && (!_isOpen || IsMoved);
        _isOpen = OpenError == OsError.None;
        IsMoved &= !isNew;
        return OpenError;
    }

    /// <inheritdoc/>
    public OsError Append(ReadOnlySpan<byte> bytes, out int written)
    {
        Appends++;
        Longest = Math.Max(Longest, bytes.Length);
        written = IsFifo && Room < bytes.Length ? 0 : Math.Min(Room, bytes.Length);
        bytes[..written].CopyTo(_taken.AsSpan(_length));
        _length += written;
        Room -= Room == int.MaxValue ? 0 : written;
        return written > 0 ? OsError.None : Refusal;
    }

    /// <inheritdoc/>
    public void Close() => _isOpen = false;
}
