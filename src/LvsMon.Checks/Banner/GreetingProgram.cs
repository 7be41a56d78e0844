using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Banner;

/// <summary>
/// A preset: reads lines that end with LF, a CR before it belongs to the line end. The greeting is good when its last
/// line is whole, for a client of the protocol waits for that too; what refuses is decided as soon as it is certain.
/// </summary>
internal abstract class GreetingProgram : ByteProgram<GreetingState>
{
    protected GreetingProgram(string identity, int maxBytes)
        : base(identity, maxBytes)
    {
    }

    /// <inheritdoc/>
    public sealed override int BufferBytes => Preview.Bytes;

    /// <inheritdoc/>
    protected sealed override CheckResult Take(ref GreetingState state, byte value, Span<byte> buffer)
    {
        if (state.Column == 0)
        {
            state.Line = GreetingLine.Unknown;
            state.Code = 0;
            state.Kept = 0;
        }

        Preview.Add(buffer, ref state.Kept, value);
        CheckResult result = TakeInLine(ref state, value);
        state.Column = value == '\n' ? 0 : state.Column + 1;
        return result;
    }

    /// <inheritdoc/>
    protected sealed override CheckResult End(ref GreetingState state, ReadOnlySpan<byte> buffer) =>
        ClosedEarly;

    /// <inheritdoc/>
    protected sealed override ReadOnlySpan<byte> Evidence(
        scoped ref GreetingState state, CheckReason reason, scoped ReadOnlySpan<byte> rest, Span<byte> buffer) =>
        Preview.Line(buffer, ref state.Kept, rest);

    /// <summary>Takes the byte at <see cref="GreetingState.Column"/> of a line.</summary>
    protected abstract CheckResult TakeInLine(ref GreetingState state, byte value);

    protected static CheckResult Refusal(short number) => new(CheckReason.Mismatch, number);

    protected static CheckResult Welcome(short number = 0) => new(CheckReason.Matched, number);

    /// <summary>True for what may stand after a code or word: a blank or the line end.</summary>
    protected static bool EndsWord(byte value) => value is (byte)' ' or (byte)'\r' or (byte)'\n';
}
