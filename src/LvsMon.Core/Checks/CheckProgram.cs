using System;
using LvsMon.Core.Values;

namespace LvsMon.Core.Checks;

/// <summary>
/// A compiled check: immutable, shared by all monitors that use it. In the loop it is pure: it sees no socket and no
/// clock, cannot
/// block, must not allocate and decides nothing but its own result. The verdict must be the same for every way the
/// bytes are split.
/// </summary>
public abstract class CheckProgram
{
    /// <summary>Makes a program; with equal <see cref="Tls"/> and <see cref="Unshown"/> <paramref name="identity"/> is
    /// equal exactly for programs that do the same.</summary>
    protected CheckProgram(string identity)
    {
        Identity = identity;
    }

    /// <summary>Plugin name and canonical options, as they are shown; equal programs are probed once.</summary>
    public string Identity { get; }

    /// <summary>
    /// What it was told in files, such as a secret: compared as <see cref="Identity"/> is, so that a changed file is
    /// another check, and never shown. Empty for none; that of TLS stands in <see cref="Tls"/>.
    /// </summary>
    public virtual string Unshown => "";

    /// <summary>Most bytes taken from the peer in one attempt; the loop ends the attempt as <c>too long</c> past
    /// it. Of a stream only: of another transport the deadline is the bound.</summary>
    public abstract int MaxBytes { get; }

    /// <summary>Bytes of buffer the attempt needs beside its scratch, 0 for none.</summary>
    public virtual int BufferBytes => 0;

    /// <summary>
    /// True when <see cref="Connected"/> sends: the request can then go with the handshake's last packet. A peer may
    /// learn of the connection only by it, up to 200 ms late when nothing is sent.
    /// </summary>
    public virtual bool SpeaksFirst => false;

    /// <summary>How its bytes travel.</summary>
    public virtual Transport Transport => Transport.Stream;

    /// <summary>
    /// True for a check whose request must not be foreseen: the first four bytes of its scratch are then a number that
    /// a stranger cannot foresee, another one for each attempt.
    /// </summary>
    public virtual bool WantsNonce => false;

    /// <summary>
    /// True for a check that asks for advice on the weight instead of testing the service: only its own words
    /// (<see cref="CheckReason.Advised"/>, <see cref="CheckReason.AgentDown"/>, <see cref="CheckReason.AgentMaint"/>)
    /// count, all other trouble of it is inconclusive.
    /// </summary>
    public virtual bool IsAdvice => false;

    /// <summary>What an attempt ends with when no sufficient answer came in time.</summary>
    public virtual CheckReason Silence => CheckReason.ReceiveTimeout;

    /// <summary>How its stream is made secure when it asks for that, null when it never does.</summary>
    public virtual TlsSettings? Tls => null;

    /// <summary>What it runs instead of connecting, null for nothing; its transport is then
    /// <see cref="Transport.Program"/>.</summary>
    public virtual ExternalProgram? Runs => null;

    /// <summary>The connection stands.</summary>
    public abstract CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer);

    /// <summary>
    /// Where a conversation stands, to be shown with a failure behind the words of its reason: <c>in step 3
    /// expect</c>. Own words made at compile time, printable ASCII, at most 40 bytes; empty for a check of one
    /// question. Asked once, when the attempt ends, and only when the connection stood.
    /// </summary>
    public virtual ReadOnlySpan<byte> Place(ref CheckScratch scratch) => default;

    /// <summary>
    /// The peer's bytes to show when the attempt ends without a step of the check: in a timeout, by a reset, over the
    /// cap. Of the same kind as <see cref="CheckStep.Evidence"/>.
    /// </summary>
    public virtual ReadOnlySpan<byte> Heard(ref CheckScratch scratch, Span<byte> buffer) => default;

    /// <summary>Bytes arrived, at least one; of another transport than a stream one datagram, which may be
    /// empty.</summary>
    public abstract CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer);

    /// <summary>The handshake that a step asked for has ended well; bytes are secure from here on.</summary>
    public virtual CheckStep Secured(ref CheckScratch scratch, Span<byte> buffer) => CheckStep.Receive();

    /// <summary>The peer ended the stream. The step must be <see cref="CheckStepKind.Done"/>.</summary>
    public abstract CheckStep Closed(ref CheckScratch scratch, Span<byte> buffer);

    /// <summary>
    /// The program that it runs has ended, with its exit code, 0 to 255, or minus the number of the signal that ended
    /// it. The step must be <see cref="CheckStepKind.Done"/>.
    /// </summary>
    public virtual CheckStep Exited(ref CheckScratch scratch, int status, Span<byte> buffer) =>
        Closed(ref scratch, buffer);
}
