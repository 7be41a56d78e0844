using System;
using LvsMon.Core.Checks;

namespace LvsMon.Testing.Checks;

/// <summary>Sends a request, if any, and compares the first bytes of the answer.</summary>
public sealed class LineProgram : CheckProgram
{
    private readonly ReadOnlyMemory<byte> _request;
    private readonly byte[] _wanted;

    /// <summary>Makes one.</summary>
    /// <param name="identity">Equal for equal programs.</param>
    /// <param name="request">What is sent first; empty for nothing.</param>
    /// <param name="wanted">How the answer must begin.</param>
    /// <param name="maxBytes">The cap.</param>
    /// <param name="bufferBytes">0, or a buffer to gather the answer in, so that a wrong one is noticed.</param>
    public LineProgram(
        string identity, ReadOnlyMemory<byte> request, byte[] wanted, int maxBytes, int bufferBytes)
        : base(identity)
    {
        _request = request;
        _wanted = wanted;
        MaxBytes = maxBytes;
        BufferBytes = bufferBytes;
    }

    public override int MaxBytes { get; }

    public override int BufferBytes { get; }

    public override bool SpeaksFirst => !_request.IsEmpty;

    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer)
    {
        if (buffer.Length < BufferBytes || CheckScratch.As<int>(ref scratch) != 0)
        {
            throw new InvalidOperationException("no clean memory");
        }

        return _request.IsEmpty ? CheckStep.Receive() : CheckStep.Send(_request);
    }

    public override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer)
    {
        ref int matched = ref CheckScratch.As<int>(ref scratch);
        foreach (byte one in bytes)
        {
            if (one != _wanted[matched])
            {
                return CheckStep.Fail(CheckReason.Mismatch, evidence: bytes);
            }

            if (BufferBytes > 0)
            {
                buffer[matched] = one;
            }

            if (++matched == _wanted.Length)
            {
                return BufferBytes == 0 || buffer.StartsWith(_wanted)
                    ? CheckStep.Pass(CheckReason.Matched)
                    : CheckStep.Fail(CheckReason.Malformed);
            }
        }

        return CheckStep.Receive();
    }

    public override CheckStep Closed(ref CheckScratch scratch, Span<byte> buffer) =>
        CheckStep.Fail(CheckReason.ClosedEarly);
}
