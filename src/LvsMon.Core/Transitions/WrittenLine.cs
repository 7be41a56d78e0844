using System;

namespace LvsMon.Core.Transitions;

/// <summary>A line that was given to ipvsadm.</summary>
public readonly ref struct WrittenLine
{
    /// <summary>Room for the longest text, bytes.</summary>
    public const int MaxBytes = 512;

    /// <summary>Its number among all lines about real servers, from 1.</summary>
    public long Number { get; init; }

    /// <summary>The line without its end.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>How often it was tried in a row.</summary>
    public uint Times { get; init; }

    /// <summary>When ipvsadm was given it last, monotonic microseconds.</summary>
    public long WrittenUs { get; init; }

    /// <summary>When the reading after it ended, monotonic microseconds; -1 before.</summary>
    public long SettledUs { get; init; }

    /// <summary>What that reading showed.</summary>
    public LineEnd End { get; init; }

    /// <summary>What ipvsadm said of it or how it ended, foreign bytes; empty for nothing.</summary>
    public ReadOnlySpan<byte> Said { get; init; }
}
