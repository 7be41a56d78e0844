using System;

namespace LvsMon.Core.Os;

/// <summary>Where finished log lines go, one a call; never blocks.</summary>
public interface ILineSocket
{
    /// <summary>
    /// Hands over one line without line end. <see cref="OsError.WouldBlock"/>: full now, offer the same line again
    /// later; any other
    /// error: the place is gone, it is opened anew at the next call.
    /// </summary>
    OsError Send(ReadOnlySpan<byte> line);
}
