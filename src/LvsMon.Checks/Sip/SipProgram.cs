using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Sip;

/// <summary>
/// Sends OPTIONS once and judges the final answer. What has another Call-ID or CSeq is passed over: it may be late, or
/// forged.
/// </summary>
internal sealed class SipProgram : DatagramProgram
{
    private const int FirstFinal = 200;

    private readonly SipRequest _request;
    private readonly StatusSet _accepted;

    /// <summary>Makes it.</summary>
    /// <param name="identity">Of <see cref="CheckProgram.Identity"/>.</param>
    /// <param name="request">The request.</param>
    /// <param name="accepted">The codes that pass.</param>
    internal SipProgram(string identity, SipRequest request, StatusSet accepted)
        : base(identity)
    {
        _request = request;
        _accepted = accepted;
    }

    /// <inheritdoc/>
    public override bool WantsNonce => true;

    /// <inheritdoc/>
    public override int BufferBytes => _request.Length + Preview.Bytes;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer)
    {
        _request.Write(CheckScratch.As<SipState>(ref scratch).Number, buffer);
        return CheckStep.SendKept(_request.Length);
    }

    /// <inheritdoc/>
    public override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer)
    {
        SipAnswer answer = SipAnswer.Read(bytes);
        if (!answer.IsTo(_request.CallId(buffer)))
        {
            return CheckStep.Receive();
        }

        int code = answer.Code;
        if (code == 0 || !answer.IsWhole)
        {
            return CheckStep.Fail(CheckReason.Malformed, 0, Shown(answer.Line));
        }

        if (code < FirstFinal)
        {
            ReadOnlySpan<byte> line = Shown(answer.Line);
            line.CopyTo(buffer[_request.Length..]);
            CheckScratch.As<SipState>(ref scratch).Kept = (byte)line.Length;
            return CheckStep.Receive();
        }

        return _accepted.Contains(code)
            ? CheckStep.Pass(CheckReason.StatusAccepted, (short)code)
            : CheckStep.Fail(CheckReason.StatusRefused, (short)code, Shown(answer.Phrase));
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Heard(ref CheckScratch scratch, Span<byte> buffer) =>
        buffer.Slice(_request.Length, CheckScratch.As<SipState>(ref scratch).Kept);
}
