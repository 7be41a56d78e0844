using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Values;

namespace LvsMon.Checks.Exec;

/// <summary>
/// Judges the end of a program by the contract of Nagios plugins, and keeps the first line of what it says, without the
/// performance data behind a bar.
/// </summary>
internal sealed class ExecProgram : CheckProgram
{
    private const int Ok = 0;
    private const int Warning = 1;
    private const int Unknown = 3;

    /// <summary>SIGHUP, SIGINT, SIGKILL and SIGTERM come from outside: from whoever stops the daemon and all that is
    /// its, or from a kernel without memory. No program breaks by them.</summary>
    private const uint SignalsFromOutside = (1 << 1) | (1 << 2) | (1 << 9) | (1 << 15);

    private readonly bool _isWarningGood;
    private readonly bool _isUnknownBad;

    /// <summary>Makes it.</summary>
    /// <param name="identity">Of <see cref="CheckProgram.Identity"/>.</param>
    /// <param name="program">What is run.</param>
    /// <param name="isWarningGood">True when exit code 1 passes.</param>
    /// <param name="isUnknownBad">True when exit code 3 fails.</param>
    internal ExecProgram(string identity, ExternalProgram program, bool isWarningGood, bool isUnknownBad)
        : base(identity)
    {
        Runs = program;
        _isWarningGood = isWarningGood;
        _isUnknownBad = isUnknownBad;
    }

    /// <inheritdoc/>
    public override ExternalProgram Runs { get; }

    /// <inheritdoc/>
    public override Transport Transport => Transport.Program;

    /// <inheritdoc/>
    public override int MaxBytes => 16 * 1024;

    /// <inheritdoc/>
    public override int BufferBytes => Preview.Bytes;

    /// <inheritdoc/>
    public override CheckReason Silence => CheckReason.ProgramTimeout;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) => CheckStep.Receive();

    /// <inheritdoc/>
    public override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer)
    {
        ref ExecState state = ref CheckScratch.As<ExecState>(ref scratch);
        for (int index = 0; index < bytes.Length && !state.IsLineOver; index++)
        {
            byte value = bytes[index];
            state.IsLineOver = value is (byte)'\n' or (byte)'|' || state.Kept == Preview.Bytes;
            if (!state.IsLineOver)
            {
                Preview.Add(buffer, ref state.Kept, value);
            }
        }

        return CheckStep.Receive();
    }

    /// <summary>An end without a status is that of no program.</summary>
    public override CheckStep Closed(ref CheckScratch scratch, Span<byte> buffer) =>
        CheckStep.Fail(CheckReason.ClosedEarly);

    /// <summary>The first line.</summary>
    public override ReadOnlySpan<byte> Heard(ref CheckScratch scratch, Span<byte> buffer) =>
        ((ReadOnlySpan<byte>)buffer[..CheckScratch.As<ExecState>(ref scratch).Kept]).TrimEnd(" \t\r"u8);

    /// <inheritdoc/>
    public override CheckStep Exited(ref CheckScratch scratch, int status, Span<byte> buffer)
    {
        ReadOnlySpan<byte> line = Heard(ref scratch, buffer);
        return status switch
        {
            Ok => CheckStep.Pass(CheckReason.Exited),
            Warning when _isWarningGood => CheckStep.Pass(CheckReason.Exited, Warning),
            Unknown when !_isUnknownBad => CheckStep.Fail(CheckReason.ExitUnknown, Unknown, line),
            >= 0 => CheckStep.Fail(CheckReason.ExitRefused, (short)status, line),
            > -32 when (SignalsFromOutside & (1u << -status)) != 0 =>
                CheckStep.Fail(CheckReason.ProgramKilled, (short)-status, line),
            _ => CheckStep.Fail(CheckReason.ProgramBroke, (short)-status, line),
        };
    }
}
