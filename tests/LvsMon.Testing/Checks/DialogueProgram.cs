using System;
using LvsMon.Core.Checks;

namespace LvsMon.Testing.Checks;

/// <summary>Answers each line of the peer with a line of its own; passes with the peer's last line.</summary>
public sealed class DialogueProgram : CheckProgram
{
    private static readonly ReadOnlyMemory<byte> Line = "next\n"u8.ToArray();
    private readonly int _lines;

    /// <summary>Makes one.</summary>
    /// <param name="lines">Lines of the peer.</param>
    /// <param name="maxBytes">The cap.</param>
    /// <param name="sendsWhenClosed">True for a wrong program that goes on sending after the end of the stream.</param>
    public DialogueProgram(int lines, int maxBytes = 4096, bool sendsWhenClosed = false)
        : base($"dialogue {lines} {maxBytes} {sendsWhenClosed}")
    {
        _lines = lines;
        MaxBytes = maxBytes;
        SendsWhenClosed = sendsWhenClosed;
    }

    public override int MaxBytes { get; }

    /// <summary>True for a wrong program.</summary>
    public bool SendsWhenClosed { get; }

    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) => CheckStep.Receive();

    public override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer)
    {
        ref int lines = ref CheckScratch.As<int>(ref scratch);
        int seen = bytes.Count((byte)'\n');
        if (seen == 0)
        {
            return CheckStep.Receive();
        }

        lines += seen;
        return lines >= _lines ? CheckStep.Pass(CheckReason.Matched) : CheckStep.Send(Line);
    }

    public override ReadOnlySpan<byte> Place(ref CheckScratch scratch) =>
        CheckScratch.As<int>(ref scratch) == 0 ? "in the first line"u8 : "after the first line"u8;

    public override ReadOnlySpan<byte> Heard(ref CheckScratch scratch, Span<byte> buffer) =>
        CheckScratch.As<int>(ref scratch) == 0 ? default : "heard"u8;

    public override CheckStep Closed(ref CheckScratch scratch, Span<byte> buffer) =>
        SendsWhenClosed ? CheckStep.Send(Line) : CheckStep.Fail(CheckReason.ClosedEarly);
}
