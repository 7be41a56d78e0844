using System;

namespace LvsMon.Core.Os;

/// <summary>
/// A file or a FIFO that lines are appended to. A FIFO never blocks and takes a piece of at most
/// <see cref="AtomicBytes"/> whole or not at all; a regular file takes what its file system takes, and only a file
/// system that does not answer can make that last. Nothing here allocates after construction.
/// </summary>
public interface ILineFile
{
    /// <summary>What a FIFO takes whole (Linux: PIPE_BUF, pipe(7)), bytes.</summary>
    const int AtomicBytes = 4096;

    /// <summary>The path, as it is told; ASCII.</summary>
    ReadOnlySpan<byte> Path { get; }

    /// <summary>Why the last call failed: our own words.</summary>
    ReadOnlySpan<byte> Why { get; }

    /// <summary>Opens what stands at the path now. What is open stays open when it is the same.</summary>
    /// <param name="isNew">True when lines go to another place than before, and begin there at the begin of a
    /// line.</param>
    /// <returns>When it failed, nothing is open.</returns>
    OsError Open(out bool isNew);

    /// <summary>Appends to what is open. <see cref="OsError.WouldBlock"/>: nobody reads the FIFO now.</summary>
    /// <param name="bytes">At most <see cref="AtomicBytes"/>.</param>
    /// <param name="written">How many were taken; a regular file may take a part.</param>
    OsError Append(ReadOnlySpan<byte> bytes, out int written);

    /// <summary>Closes it; harmless when nothing is open.</summary>
    void Close();
}
