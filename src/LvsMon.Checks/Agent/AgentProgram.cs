using System;
using System.Text;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Agent;

/// <summary>
/// One line of words between blanks, tabs or commas, in the grammar of HAProxy's agent-check (its configuration manual,
/// keyword <c>agent-check</c>): a percentage, <c>up ready drain maint down failed stopped</c>, and behind <c>#</c> a
/// text for people. What is none of these is passed over. Each line is all there is to know: what it does not name does
/// not hold any more.
/// </summary>
internal sealed class AgentProgram : ByteProgram<AgentState>
{
    private const int Cap = 1024;
    private const int WordAt = Preview.Bytes;
    private const int WordBytes = 8;
    private const int Whole = 100;

    private readonly byte[] _sent;
    private readonly short _least;
    private readonly short _most;

    internal AgentProgram(string identity, byte[] sent, short least, short most)
        : base(identity, Cap)
    {
        _sent = sent;
        _least = least;
        _most = most;
    }

    /// <inheritdoc/>
    public override bool IsAdvice => true;

    /// <inheritdoc/>
    public override int BufferBytes => WordAt + WordBytes;

    /// <inheritdoc/>
    public override bool SpeaksFirst => _sent.Length > 0;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) =>
        SpeaksFirst ? CheckStep.Send(_sent) : CheckStep.Receive();

    /// <inheritdoc/>
    protected override CheckResult Take(ref AgentState state, byte value, Span<byte> buffer)
    {
        if (value is (byte)'\r' or (byte)'\n')
        {
            return Judge(ref state, buffer);
        }

        Preview.Add(buffer, ref state.Kept, value);
        switch (value)
        {
            case (byte)'#':
                TakeWord(ref state, buffer);
                state.IsComment = true;
                break;
            case (byte)' ' or (byte)'\t' or (byte)',':
                TakeWord(ref state, buffer);
                break;
            default:
                if (state.Length < WordBytes)
                {
                    buffer[WordAt + state.Length] = value;
                }

                state.Length = (byte)Math.Min(state.Length + 1, WordBytes + 1);
                break;
        }

        return Undecided;
    }

    /// <inheritdoc/>
    protected override CheckResult End(ref AgentState state, ReadOnlySpan<byte> buffer) =>
        state.Taken == 0 ? ClosedEarly : Judge(ref state, buffer);

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Evidence(
        scoped ref AgentState state, CheckReason reason, scoped ReadOnlySpan<byte> rest, Span<byte> buffer) =>
        buffer[..state.Kept];

    private CheckResult Judge(ref AgentState state, ReadOnlySpan<byte> buffer)
    {
        TakeWord(ref state, buffer);
        if (state.Words.HasFlag(AgentWords.Down))
        {
            return new CheckResult(CheckReason.AgentDown);
        }

        if (state.Words.HasFlag(AgentWords.Maint))
        {
            return new CheckResult(CheckReason.AgentMaint);
        }

        if (state.Words.HasFlag(AgentWords.Drain))
        {
            return new CheckResult(CheckReason.Advised, 0);
        }

        return state.HasPercent ? new CheckResult(CheckReason.Advised, Math.Clamp(state.Percent, _least, _most))
            : state.Words == AgentWords.None ? Malformed
            : new CheckResult(CheckReason.Advised, Math.Clamp((short)Whole, _least, _most));
    }

    private static void TakeWord(ref AgentState state, ReadOnlySpan<byte> buffer)
    {
        ReadOnlySpan<byte> word = state.Length > WordBytes ? default : buffer.Slice(WordAt, state.Length);
        state.Length = 0;
        if (state.IsComment || word.IsEmpty)
        {
            return;
        }

        if (word[^1] == '%')
        {
            TakePercent(ref state, word[..^1]);
            return;
        }

        state.Words |= Ascii.EqualsIgnoreCase(word, "up"u8) || Ascii.EqualsIgnoreCase(word, "ready"u8) ? AgentWords.Up
            : Ascii.EqualsIgnoreCase(word, "drain"u8) ? AgentWords.Drain
            : Ascii.EqualsIgnoreCase(word, "maint"u8) ? AgentWords.Maint
            : Ascii.EqualsIgnoreCase(word, "down"u8) || Ascii.EqualsIgnoreCase(word, "failed"u8)
                || Ascii.EqualsIgnoreCase(word, "stopped"u8) ? AgentWords.Down
            : AgentWords.None;
    }

    private static void TakePercent(ref AgentState state, ReadOnlySpan<byte> digits)
    {
        int percent = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return;
            }

            percent = Math.Min((percent * 10) + digit - '0', short.MaxValue);
        }

        state.HasPercent |= !digits.IsEmpty;
        state.Percent = digits.IsEmpty ? state.Percent : (short)percent;
    }
}
