using System;

namespace LvsMon.Core.Checks;

/// <summary>
/// What a check wants the loop to do next. <see cref="Evidence"/> is the part of the bytes just handed in that
/// explains the result (for
/// the log; may be empty); it is only valid until the next call.
/// </summary>
public readonly ref struct CheckStep
{
    private CheckStep(
        CheckStepKind kind,
        ReadOnlyMemory<byte> bytes,
        CheckResult result,
        ReadOnlySpan<byte> evidence,
        int keptBytes = 0)
    {
        Kind = kind;
        Bytes = bytes;
        KeptBytes = keptBytes;
        Result = result;
        Evidence = evidence;
    }

    /// <summary>What to do.</summary>
    public CheckStepKind Kind { get; }

    /// <summary>What to send; made at compile time, never changed.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>How many bytes of the buffer to send when <see cref="Kind"/> is <see cref="CheckStepKind.SendKept"/>.
    /// </summary>
    public int KeptBytes { get; }

    /// <summary>The result when <see cref="Kind"/> is <see cref="CheckStepKind.Done"/>.</summary>
    public CheckResult Result { get; }

    /// <summary>The peer's bytes that explain a failure.</summary>
    public ReadOnlySpan<byte> Evidence { get; }

    /// <summary>Wait for bytes.</summary>
    public static CheckStep Receive() => new(CheckStepKind.Receive, default, default, default);

    /// <summary>Send these bytes, then wait for an answer.</summary>
    public static CheckStep Send(ReadOnlyMemory<byte> bytes) => new(CheckStepKind.Send, bytes, default, default);

    /// <summary>
    /// Send the first <paramref name="length"/> bytes of the buffer, then wait for an answer. The buffer stays as it is
    /// until all of it is sent.
    /// </summary>
    public static CheckStep SendKept(int length) => new(CheckStepKind.SendKept, default, default, default, length);

    /// <summary>Make the stream secure by the program's <see cref="CheckProgram.Tls"/>.</summary>
    public static CheckStep StartTls() => new(CheckStepKind.StartTls, default, default, default);

    /// <summary>The attempt is decided in the server's favour, whatever happens to the connection afterwards.</summary>
    public static CheckStep Pass(CheckReason reason, short number = 0) =>
        new(CheckStepKind.Done, default, new CheckResult(reason, number), default);

    /// <summary>The attempt is decided against the server.</summary>
    public static CheckStep Fail(CheckReason reason, short number = 0, ReadOnlySpan<byte> evidence = default) =>
        new(CheckStepKind.Done, default, new CheckResult(reason, number), evidence);
}
