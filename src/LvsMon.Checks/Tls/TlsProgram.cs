using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Values;

namespace LvsMon.Checks.Tls;

/// <summary>A check of a stream inside TLS: a handshake first, then the check as it is.</summary>
internal sealed class TlsProgram : CheckProgram
{
    private readonly CheckProgram _inner;

    /// <summary>Puts a check into TLS; its identity tells the options of TLS already.</summary>
    internal TlsProgram(CheckProgram inner, TlsSettings settings)
        : base(inner.Identity)
    {
        _inner = inner;
        Tls = settings;
    }

    /// <inheritdoc/>
    public override TlsSettings Tls { get; }

    /// <inheritdoc/>
    public override string Unshown => _inner.Unshown;

    /// <inheritdoc/>
    public override int MaxBytes => _inner.MaxBytes;

    /// <inheritdoc/>
    public override int BufferBytes => _inner.BufferBytes;

    /// <inheritdoc/>
    public override bool SpeaksFirst => true;

    /// <inheritdoc/>
    public override bool WantsNonce => _inner.WantsNonce;

    /// <inheritdoc/>
    public override CheckReason Silence => _inner.Silence;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) => CheckStep.StartTls();

    /// <inheritdoc/>
    public override CheckStep Secured(ref CheckScratch scratch, Span<byte> buffer) =>
        _inner.Connected(ref scratch, buffer);

    /// <inheritdoc/>
    public override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer) =>
        _inner.Received(ref scratch, bytes, buffer);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Place(ref CheckScratch scratch) => _inner.Place(ref scratch);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Heard(ref CheckScratch scratch, Span<byte> buffer) =>
        _inner.Heard(ref scratch, buffer);

    /// <inheritdoc/>
    public override CheckStep Closed(ref CheckScratch scratch, Span<byte> buffer) =>
        _inner.Closed(ref scratch, buffer);
}
