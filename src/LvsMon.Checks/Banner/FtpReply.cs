using LvsMon.Core.Checks;

namespace LvsMon.Checks.Banner;

/// <summary>
/// RFC 959 §4.2: <c>220-</c> opens a block that ends with a line of the same code and a blank; lines between are free
/// text, also such as begin with digits. <c>120</c> (ready in nnn minutes) comes before the <c>220</c> that counts.
/// </summary>
internal sealed class FtpReply : ReplyReader
{
    private const int CodeDigits = 3;
    private readonly short _good;
    private readonly short _before;

    /// <summary>Makes it.</summary>
    /// <param name="good">The code that is good.</param>
    /// <param name="before">The code of a reply that may come before it, 0 for none.</param>
    internal FtpReply(short good, short before = 0)
    {
        _good = good;
        _before = before;
    }

    /// <inheritdoc/>
    protected override CheckResult TakeInLine(ref ReplyState state, byte value)
    {
        if (state.Line == ReplyLine.Unknown)
        {
            CheckResult result = state.Column < CodeDigits
                ? TakeDigit(ref state, value)
                : TakeSeparator(ref state, value);
            if (result.Reason != CheckReason.None)
            {
                return result;
            }
        }

        if (value != '\n' || state.Line != ReplyLine.Deciding)
        {
            return Undecided;
        }

        if (state.Code == _good)
        {
            return Welcome(_good);
        }

        state.OpenCode = 0;
        return Undecided;
    }

    private static CheckResult TakeDigit(ref ReplyState state, byte value)
    {
        if (value is >= (byte)'0' and <= (byte)'9')
        {
            state.Code = (short)((state.Code * 10) + (value - '0'));
            return Undecided;
        }

        return NotAReply(ref state);
    }

    private CheckResult TakeSeparator(ref ReplyState state, byte value)
    {
        if (state.OpenCode != 0)
        {
            bool last = state.Code == state.OpenCode && EndsWord(value);
            state.Line = last ? ReplyLine.Deciding : ReplyLine.Passing;
            return Undecided;
        }

        if (value != '-' && !EndsWord(value))
        {
            return Malformed;
        }

        if (state.Code != _good && (state.Code != _before || _before == 0))
        {
            return Mismatch(state.Code);
        }

        state.OpenCode = state.Code;
        state.Line = value == '-' ? ReplyLine.Passing : ReplyLine.Deciding;
        return Undecided;
    }

    // Free text inside a block, an error outside.
    private static CheckResult NotAReply(ref ReplyState state)
    {
        state.Line = ReplyLine.Passing;
        return state.OpenCode == 0 ? Malformed : Undecided;
    }
}
