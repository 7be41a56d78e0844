using LvsMon.Core.Checks;

namespace LvsMon.Checks.Banner;

/// <summary>
/// A line that begins with one of a few words, followed by a blank or the line end, behind any that only pass: POP3,
/// IMAP.
/// </summary>
internal sealed class WordReply : ReplyReader
{
    private readonly ReplyWords _words;

    internal WordReply(ReplyWords words)
    {
        _words = words;
    }

    /// <inheritdoc/>
    protected override CheckResult TakeInLine(ref ReplyState state, byte value)
    {
        if (state.Line == ReplyLine.Unknown)
        {
            CheckResult result = TakeInWord(ref state, value);
            if (result.Reason != CheckReason.None)
            {
                return result;
            }
        }

        return value == '\n' && state.Line == ReplyLine.Deciding ? Welcome() : Undecided;
    }

    private CheckResult TakeInWord(ref ReplyState state, byte value)
    {
        int at = state.Column;
        byte folded = _words.AnyCase && value is >= (byte)'a' and <= (byte)'z' ? (byte)(value - 32) : value;
        byte before = at == 0 ? byte.MaxValue : state.Candidates;
        byte after = 0;
        for (int i = 0; i < _words.Words.Length; i++)
        {
            if ((before & (1 << i)) == 0)
            {
                continue;
            }

            ReplyWord word = _words.Words[i];
            if (at == word.Text.Length && EndsWord(value))
            {
                state.Line = word.Passes ? ReplyLine.Passing : ReplyLine.Deciding;
                return word.Welcomes ? Undecided : Mismatch();
            }

            if (at < word.Text.Length && word.Text[at] == folded)
            {
                after |= (byte)(1 << i);
            }
        }

        state.Candidates = after;
        return after == 0 ? Malformed : Undecided;
    }
}
