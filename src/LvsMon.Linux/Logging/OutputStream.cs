using System;
using LvsMon.Core.Os;

namespace LvsMon.Linux.Logging;

/// <summary>Lines to standard output, in the way of <see cref="ErrorStream"/>: a reader that is slow or gone never
/// holds up the daemon.</summary>
public sealed class OutputStream : ILineSocket
{
    private readonly ErrorStream _stream = new(1);

    /// <inheritdoc/>
    public OsError Send(ReadOnlySpan<byte> line) => _stream.Send(line);
}
