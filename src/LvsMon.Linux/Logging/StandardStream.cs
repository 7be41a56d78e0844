using System;
using System.IO;
using System.Runtime.InteropServices;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Logging;

/// <summary>
/// What a command writes to standard output or standard error, for as long as it takes to be taken. Not the runtime's
/// console: that sends a terminal, before the first byte, a sequence after which its keys send other codes, never takes
/// it back, and throws where a disk is full. Here nothing throws: what could not be written is dropped, and
/// <see cref="Why"/> says so.
/// </summary>
public sealed unsafe class StandardStream : Stream
{
    private readonly int _descriptor;
    private bool _isLost;

    /// <summary>Writes to a descriptor that stays another's.</summary>
    public StandardStream(int descriptor) => _descriptor = descriptor;

    /// <summary>Why something was not written, in the system's words; null as long as all was, and when all that is
    /// wrong is that nobody reads it.</summary>
    public string? Why { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty && !_isLost)
        {
            nint written;
            fixed (byte* bytes = buffer)
            {
                written = FileCalls.Write(_descriptor, bytes, (nuint)buffer.Length);
            }

            if (written >= 0)
            {
                buffer = buffer[(int)written..];
            }
            else
            {
                Consider(Marshal.GetLastPInvokeError());
            }
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    private void Consider(int errno)
    {
        switch (errno)
        {
            case Errno.EINTR:
                return;
            case Errno.EAGAIN:
                // Somebody who shares the open file has made it non-blocking.
                PollEntry entry = new() { Descriptor = _descriptor, Events = FileCalls.POLLOUT };
                _ = FileCalls.Poll(&entry, 1, -1);
                return;
            default:
                _isLost = true;
                Why = errno == Errno.EPIPE ? null : Marshal.GetPInvokeErrorMessage(errno);
                return;
        }
    }
}
