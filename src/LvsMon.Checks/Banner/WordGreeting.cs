using LvsMon.Core.Checks;

namespace LvsMon.Checks.Banner;

/// <summary>One line that begins with one of a few words, followed by a blank or the line end: POP3, IMAP.</summary>
internal sealed class WordGreeting : GreetingProgram
{
    private readonly GreetingWords _words;

    internal WordGreeting(string identity, int maxBytes, GreetingWords words)
        : base(identity, maxBytes)
    {
        _words = words;
    }

    /// <inheritdoc/>
    protected override CheckResult TakeInLine(ref GreetingState state, byte value)
    {
        if (state.Line == GreetingLine.Unknown)
        {
            CheckResult result = TakeInWord(ref state, value);
            if (result.Reason != CheckReason.None)
            {
                return result;
            }
        }

        return value == '\n' && state.Line == GreetingLine.Deciding ? Welcome() : Undecided;
    }

    private CheckResult TakeInWord(ref GreetingState state, byte value)
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

            GreetingWord word = _words.Words[i];
            if (at == word.Text.Length && EndsWord(value))
            {
                state.Line = GreetingLine.Deciding;
                return word.Welcomes ? Undecided : Mismatch;
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
