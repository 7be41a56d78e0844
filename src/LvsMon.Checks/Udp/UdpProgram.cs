using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Udp;

/// <summary>Sends one datagram and judges the first that comes back.</summary>
internal sealed class UdpProgram : DatagramProgram
{
    private readonly byte[] _request;
    private readonly byte[] _prefix;
    private readonly TextPattern? _pattern;
    private readonly bool _isSilenceGood;

    /// <summary>Makes it.</summary>
    /// <param name="identity">Of <see cref="CheckProgram.Identity"/>.</param>
    /// <param name="request">What is sent, at least one byte.</param>
    /// <param name="prefix">How the answer begins, empty for any way.</param>
    /// <param name="pattern">What the answer matches, null for anything.</param>
    /// <param name="isSilenceGood">True when no answer passes.</param>
    internal UdpProgram(string identity, byte[] request, byte[] prefix, TextPattern? pattern, bool isSilenceGood)
        : base(identity)
    {
        _request = request;
        _prefix = prefix;
        _pattern = pattern;
        _isSilenceGood = isSilenceGood;
    }

    /// <inheritdoc/>
    public override CheckReason Silence => _isSilenceGood ? CheckReason.Silent : CheckReason.ReceiveTimeout;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) => CheckStep.Send(_request);

    /// <inheritdoc/>
    public override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer)
    {
        CheckReason reason = _pattern is not null ? _pattern.Match(bytes)
            : bytes.StartsWith(_prefix) ? CheckReason.Matched
            : CheckReason.Mismatch;
        return reason == CheckReason.Matched ? CheckStep.Pass(reason) : CheckStep.Fail(reason, 0, Shown(bytes));
    }
}
