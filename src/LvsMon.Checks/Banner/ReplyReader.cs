using LvsMon.Core.Checks;

namespace LvsMon.Checks.Banner;

/// <summary>
/// Reads one reply of a protocol of lines, byte by byte: a greeting, or the answer to a command. Lines end with LF, a
/// CR before it belongs to the line end. A reply is good when its last line is whole, for a client of the protocol
/// waits for that too; what refuses is decided as soon as it is certain.
/// </summary>
internal abstract class ReplyReader
{
    protected static readonly CheckResult Undecided = new(CheckReason.None);
    protected static readonly CheckResult Malformed = new(CheckReason.Malformed);

    /// <summary>Takes the next byte.</summary>
    /// <returns>The result, or a reason of <see cref="CheckReason.None"/> while the reply is open.</returns>
    internal CheckResult Take(ref ReplyState state, byte value)
    {
        if (state.Column == 0)
        {
            state.Line = ReplyLine.Unknown;
            state.Code = 0;
        }

        CheckResult result = TakeInLine(ref state, value);
        state.Column = value == '\n' ? 0 : state.Column + 1;
        return result;
    }

    /// <summary>Takes the byte at <see cref="ReplyState.Column"/> of a line.</summary>
    protected abstract CheckResult TakeInLine(ref ReplyState state, byte value);

    protected static CheckResult Mismatch(short number = 0) => new(CheckReason.Mismatch, number);

    protected static CheckResult Welcome(short number = 0) => new(CheckReason.Matched, number);

    /// <summary>True for what may stand after a code or word: a blank or the line end.</summary>
    protected static bool EndsWord(byte value) => value is (byte)' ' or (byte)'\r' or (byte)'\n';
}
