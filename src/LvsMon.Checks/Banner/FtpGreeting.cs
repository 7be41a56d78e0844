using LvsMon.Core.Checks;

namespace LvsMon.Checks.Banner;

/// <summary>
/// RFC 959 §4.2: <c>220-</c> opens a block that ends with a line of the same code and a blank; lines between are free
/// text, also such as begin with digits. <c>120</c> (ready in nnn minutes) comes before the <c>220</c> that counts.
/// </summary>
internal sealed class FtpGreeting : GreetingProgram
{
    private const int CodeDigits = 3;
    private const short Ready = 220;
    private const short ReadyLater = 120;

    internal FtpGreeting(string identity, int maxBytes)
        : base(identity, maxBytes)
    {
    }

    /// <inheritdoc/>
    protected override CheckResult TakeInLine(ref GreetingState state, byte value)
    {
        if (state.Line == GreetingLine.Unknown)
        {
            CheckResult result = state.Column < CodeDigits
                ? TakeDigit(ref state, value)
                : TakeSeparator(ref state, value);
            if (result.Reason != CheckReason.None)
            {
                return result;
            }
        }

        if (value != '\n' || state.Line != GreetingLine.Deciding)
        {
            return Undecided;
        }

        if (state.Code == Ready)
        {
            return Welcome(Ready);
        }

        state.OpenCode = 0;
        return Undecided;
    }

    private static CheckResult TakeDigit(ref GreetingState state, byte value)
    {
        if (value is >= (byte)'0' and <= (byte)'9')
        {
            state.Code = (short)((state.Code * 10) + (value - '0'));
            return Undecided;
        }

        return NotAReply(ref state);
    }

    private static CheckResult TakeSeparator(ref GreetingState state, byte value)
    {
        if (state.OpenCode != 0)
        {
            bool last = state.Code == state.OpenCode && EndsWord(value);
            state.Line = last ? GreetingLine.Deciding : GreetingLine.Passing;
            return Undecided;
        }

        if (value != '-' && !EndsWord(value))
        {
            return Malformed;
        }

        if (state.Code is not (Ready or ReadyLater))
        {
            return Refusal(state.Code);
        }

        state.OpenCode = state.Code;
        state.Line = value == '-' ? GreetingLine.Passing : GreetingLine.Deciding;
        return Undecided;
    }

    // Free text inside a block, an error outside.
    private static CheckResult NotAReply(ref GreetingState state)
    {
        state.Line = GreetingLine.Passing;
        return state.OpenCode == 0 ? Malformed : Undecided;
    }
}
