using System;
using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Os;

namespace LvsMon.Testing.Os;

/// <summary>A log that keeps what it is given, or refuses it as told.</summary>
public sealed class RecordingLineSocket : ILineSocket
{
    /// <summary>Lines taken, bytes above 127 as <c>?</c>.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>What is answered instead of taking a line; <see cref="OsError.None"/> takes it.</summary>
    public OsError Refusal { get; set; }

    /// <summary>Lines still taken before <see cref="OsError.WouldBlock"/>.</summary>
    public int Room { get; set; } = int.MaxValue;

    /// <summary>False only counts, without allocating.</summary>
    public bool Keeps { get; set; } = true;

    /// <summary>Calls of <see cref="Send"/>, also refused ones.</summary>
    public int Calls { get; private set; }

    /// <summary>Length of the longest line offered.</summary>
    public int LongestLine { get; private set; }

    /// <inheritdoc/>
    public OsError Send(ReadOnlySpan<byte> line)
    {
        Calls++;
        LongestLine = Math.Max(LongestLine, line.Length);
        if (Refusal != OsError.None)
        {
            return Refusal;
        }

        if (Room == 0)
        {
            return OsError.WouldBlock;
        }

        Room -= Room == int.MaxValue ? 0 : 1;
        if (Keeps)
        {
            Lines.Add(Encoding.ASCII.GetString(line));
        }

        return OsError.None;
    }
}
