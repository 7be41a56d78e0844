using System;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Logging;

/// <summary>
/// Lines to standard error. Its open file is shared with others, so it cannot be made non-blocking; poll(2) is asked
/// first instead: a pipe that is writable takes PIPE_BUF = 4096 bytes at once, whole (pipe(7)), and no line is longer.
/// </summary>
public sealed unsafe class ErrorStream : ILineSocket
{
    /// <summary>Bytes of a line; what is longer is cut.</summary>
    public const int MaxLineBytes = 4095;

    private readonly int _descriptor;

    /// <summary>Writes to descriptor 2.</summary>
    public ErrorStream()
        : this(2)
    {
    }

    internal ErrorStream(int descriptor) => _descriptor = descriptor;

    /// <inheritdoc/>
    public OsError Send(ReadOnlySpan<byte> line)
    {
        PollEntry entry = new() { Descriptor = _descriptor, Events = FileCalls.POLLOUT };
        if (FileCalls.Poll(&entry, 1, 0) == 0)
        {
            return OsError.WouldBlock;
        }

        int length = Math.Min(line.Length, MaxLineBytes);
        byte* buffer = stackalloc byte[MaxLineBytes + 1];
        line[..length].CopyTo(new Span<byte>(buffer, length));
        buffer[length] = (byte)'\n';
        nint written = FileCalls.Write(_descriptor, buffer, (nuint)length + 1);
        return written >= 0 ? OsError.None : Errno.OfFile(Marshal.GetLastPInvokeError());
    }
}
