using LvsMon.Core.Checks;

namespace LvsMon.Checks.Banner;

/// <summary>
/// A reply that begins with a three-digit code: SMTP (RFC 5321 §4.2.1: each line has the same code, <c>-</c> after it
/// announces another line) and NNTP (RFC 3977 §5.1: one line).
/// </summary>
internal sealed class CodeReply : ReplyReader
{
    private const int CodeDigits = 3;

    private readonly short[] _welcoming;
    private readonly bool _manyLines;

    /// <summary>Makes it for the codes that are good.</summary>
    internal CodeReply(bool manyLines, params short[] welcoming)
    {
        _welcoming = welcoming;
        _manyLines = manyLines;
    }

    /// <inheritdoc/>
    protected override CheckResult TakeInLine(ref ReplyState state, byte value)
    {
        if (state.Column < CodeDigits)
        {
            if (value is < (byte)'0' or > (byte)'9')
            {
                return Malformed;
            }

            state.Code = (short)((state.Code * 10) + (value - '0'));
            return Undecided;
        }

        if (state.Column == CodeDigits)
        {
            CheckResult result = TakeSeparator(ref state, value);
            if (result.Reason != CheckReason.None)
            {
                return result;
            }
        }

        return value == '\n' && state.Line == ReplyLine.Deciding ? Welcome(state.Code) : Undecided;
    }

    private CheckResult TakeSeparator(ref ReplyState state, byte value)
    {
        bool more = value == '-' && _manyLines;
        bool sameReply = state.OpenCode == 0 || state.OpenCode == state.Code;
        if (!(more || EndsWord(value)) || !sameReply)
        {
            return Malformed;
        }

        state.OpenCode = state.Code;
        state.Line = more ? ReplyLine.Passing : ReplyLine.Deciding;
        foreach (short code in _welcoming)
        {
            if (state.Code == code)
            {
                return Undecided;
            }
        }

        return Mismatch(state.Code);
    }
}
