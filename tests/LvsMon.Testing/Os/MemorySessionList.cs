using System;
using System.Text;
using LvsMon.Core.Os;

namespace LvsMon.Testing.Os;

/// <summary>The kernel's list as the test says it is, given in pieces.</summary>
public sealed class MemorySessionList : ISessionList
{
    /// <summary>The three lines that every list begins with.</summary>
    public const string Head =
        "IP Virtual Server version 1.2.1 (size=4096)\n"
        + "Prot LocalAddress:Port Scheduler Flags\n"
        + "  -> RemoteAddress:Port Forward Weight ActiveConn InActConn\n";

    private byte[] _content = Encoding.ASCII.GetBytes(Head);
    private int _at;

    /// <summary>What opening comes to.</summary>
    public OsError OpenError { get; set; }

    /// <summary>What reading comes to.</summary>
    public OsError ReadError { get; set; }

    /// <summary>Most bytes of one reading call.</summary>
    public int PieceBytes { get; set; } = int.MaxValue;

    /// <summary>Readings begun.</summary>
    public int Opens { get; private set; }

    /// <summary>True while a reading is under way.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Is told before each piece, which it may change.</summary>
    public Action<MemorySessionList> BeforePiece { get; set; } = _ => { };

    /// <summary>Sets the whole content.</summary>
    public MemorySessionList Holds(string content)
    {
        _content = Encoding.Latin1.GetBytes(content);
        return this;
    }

    /// <summary>Sets the rows behind the head.</summary>
    public MemorySessionList Lists(params string[] rows) => Holds(Head + string.Join('\n', [.. rows, ""]));

    /// <inheritdoc/>
    public OsError Open()
    {
        _at = 0;
        Opens++;
        IsOpen = OpenError == OsError.None;
        return OpenError;
    }

    /// <inheritdoc/>
    public OsError Read(Span<byte> buffer, out int length)
    {
        length = 0;
        if (!IsOpen)
        {
            throw new InvalidOperationException("Nothing is open.");
        }

        BeforePiece(this);
        if (ReadError != OsError.None)
        {
            return ReadError;
        }

        length = Math.Max(0, Math.Min(Math.Min(buffer.Length, PieceBytes), _content.Length - _at));
        _content.AsSpan(_at, length).CopyTo(buffer);
        _at += length;
        return OsError.None;
    }

    /// <inheritdoc/>
    public void Close() => IsOpen = false;
}
