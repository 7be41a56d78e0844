using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using System.Threading.Tasks.Sources;

namespace LvsMon.Linux.Tests.Tls;

/// <summary>
/// What lies under a TLS stream instead of a socket: the loop puts in what has come and takes out what is to be sent.
/// A read that finds nothing is completed by <see cref="Arrived"/> or <see cref="End"/>, its continuation runs there
/// and then: no other thread ever takes part.
/// </summary>
internal sealed class MemoryTransport : Stream, IValueTaskSource<int>
{
    private const int InputBytes = 4 * 1024;
    private const int FirstOutputBytes = 2 * 1024;

    private readonly byte[] _input = new byte[InputBytes];
    private byte[] _output = new byte[FirstOutputBytes];
    private ManualResetValueTaskSourceCore<int> _waiting = new() { RunContinuationsAsynchronously = false };
    private Memory<byte> _wanted;
    private bool _isWaiting;
    private bool _hasEnded;
    private int _inputStart;
    private int _inputEnd;
    private int _outputStart;
    private int _outputEnd;

    /// <summary>Where to put what has come; empty while the last is not taken.</summary>
    internal Span<byte> Room => HasInput ? default : _input;

    /// <summary>True while something that has come is not taken.</summary>
    internal bool HasInput => _inputStart < _inputEnd;

    /// <summary>What is to be sent.</summary>
    internal ReadOnlySpan<byte> Output => _output.AsSpan(_outputStart, _outputEnd - _outputStart);

    /// <inheritdoc/>
    public override bool CanRead => true;

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

    /// <summary>So many bytes were put into <see cref="Room"/>.</summary>
    internal void Arrived(int count)
    {
        _inputStart = 0;
        _inputEnd = count;
        Wake();
    }

    /// <summary>Nothing more comes.</summary>
    internal void End()
    {
        _hasEnded = true;
        Wake();
    }

    /// <summary>So many bytes of <see cref="Output"/> were sent.</summary>
    internal void Sent(int count)
    {
        _outputStart += count;
        if (_outputStart == _outputEnd)
        {
            _outputStart = 0;
            _outputEnd = 0;
        }
    }

    /// <summary>As new. Only while no read waits.</summary>
    internal void Clear()
    {
        _hasEnded = false;
        (_inputStart, _inputEnd, _outputStart, _outputEnd) = (0, 0, 0, 0);
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (HasInput || _hasEnded)
        {
            return new ValueTask<int>(Take(buffer.Span));
        }

        _wanted = buffer;
        _isWaiting = true;
        return new ValueTask<int>(this, _waiting.Version);
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (_outputEnd + buffer.Length > _output.Length)
        {
            Array.Resize(ref _output, Math.Max(_output.Length * 2, _outputEnd + buffer.Length));
        }

        buffer.CopyTo(_output.AsSpan(_outputEnd));
        _outputEnd += buffer.Length;
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("a read that waits would hold the loop");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    int IValueTaskSource<int>.GetResult(short token)
    {
        int count = _waiting.GetResult(token);
        _waiting.Reset();
        return count;
    }

    /// <inheritdoc/>
    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _waiting.GetStatus(token);

    /// <inheritdoc/>
    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _waiting.OnCompleted(continuation, state, token, flags);

    private void Wake()
    {
        if (_isWaiting)
        {
            _isWaiting = false;
            int count = Take(_wanted.Span);
            _wanted = default;
            _waiting.SetResult(count);
        }
    }

    private int Take(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _inputEnd - _inputStart);
        _input.AsSpan(_inputStart, count).CopyTo(buffer);
        _inputStart += count;
        return count;
    }
}
