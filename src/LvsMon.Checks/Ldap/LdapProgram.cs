using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Ldap;

/// <summary>
/// An anonymous simple bind (RFC 4511 §4.2, RFC 4513 §5.1.1). The answer is read element by element to the end of its
/// diagnostic message; referrals and controls behind it are not. Lengths are taken in every definite form: some servers
/// write all of them in four bytes.
/// </summary>
internal sealed class LdapProgram : ByteProgram<LdapState>
{
    private const int Cap = 4096;
    private const byte MostLengthBytes = 4;
    private const byte LongForm = 0x80;
    private const byte BindResponse = 0x61;
    private const byte ExtendedResponse = 0x78;
    private const int MostIdBytes = 4;
    private const int MostCodeBytes = 2;

    // LDAPMessage { 1, BindRequest { version 3, name "", simple "" } }
    private static readonly byte[] Bind = [0x30, 12, 2, 1, 1, 0x60, 7, 2, 1, 3, 4, 0, 0x80, 0];

    internal LdapProgram(string identity)
        : base(identity, Cap)
    {
    }

    /// <inheritdoc/>
    public override int BufferBytes => Preview.Bytes;

    /// <inheritdoc/>
    public override bool SpeaksFirst => true;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) => CheckStep.Send(Bind);

    /// <inheritdoc/>
    protected override CheckResult Take(ref LdapState state, byte value, Span<byte> buffer)
    {
        // Until the diagnostic message comes, what is kept explains a stranger.
        if (state.Element != LdapElement.Diagnostic || state.Part == LdapPart.Value)
        {
            Preview.Add(buffer, ref state.Kept, value);
        }

        return state.Part switch
        {
            LdapPart.Tag => TakeTag(ref state, value),
            LdapPart.Length => TakeLength(ref state, value),
            LdapPart.LongLength => TakeLongLength(ref state, value),
            _ => TakeValue(ref state, value),
        };
    }

    /// <inheritdoc/>
    protected override CheckResult End(ref LdapState state, ReadOnlySpan<byte> buffer) =>
        ClosedEarly;

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Evidence(
        scoped ref LdapState state, CheckReason reason, scoped ReadOnlySpan<byte> rest, Span<byte> buffer) =>
        Preview.Line(buffer, ref state.Kept, reason == CheckReason.Malformed ? rest : default);

    private static CheckResult TakeTag(ref LdapState state, byte value)
    {
        bool isRight = state.Element switch
        {
            LdapElement.Message => value == 0x30,
            LdapElement.MessageId => value == 0x02,
            LdapElement.Operation => value == (state.MessageId == 0 ? ExtendedResponse : BindResponse),
            LdapElement.ResultCode => value == 0x0A,
            _ => value == 0x04,
        };
        state.Part = LdapPart.Length;
        return isRight ? Undecided : Malformed;
    }

    private static CheckResult TakeLength(ref LdapState state, byte value)
    {
        if (value < LongForm)
        {
            state.Length = value;
            return EndLength(ref state);
        }

        state.Length = 0;
        state.LengthBytes = (byte)(value - LongForm);
        state.Part = LdapPart.LongLength;
        return state.LengthBytes is 0 or > MostLengthBytes ? Malformed : Undecided;
    }

    private static CheckResult TakeLongLength(ref LdapState state, byte value)
    {
        state.Length = (state.Length << 8) | value;
        state.LengthBytes--;
        if (state.Length > Cap)
        {
            return Malformed;
        }

        return state.LengthBytes == 0 ? EndLength(ref state) : Undecided;
    }

    private static CheckResult EndLength(ref LdapState state)
    {
        int end = state.Taken + state.Length;
        bool isInside = state.Element == LdapElement.Message ? end <= Cap : end <= state.End;
        bool isRight = state.Element switch
        {
            LdapElement.MessageId => state.Length is > 0 and <= MostIdBytes,
            LdapElement.ResultCode => state.Length is > 0 and <= MostCodeBytes,
            _ => true,
        };
        if (!isInside || !isRight)
        {
            return Malformed;
        }

        state.Number = 0;
        state.Part = LdapPart.Value;
        if (state.Element is LdapElement.Message or LdapElement.Operation)
        {
            state.End = end;
            return Follow(ref state);
        }

        state.Kept = state.Element == LdapElement.Diagnostic ? (byte)0 : state.Kept;
        return state.Length == 0 ? EndValue(ref state) : Undecided;
    }

    private static CheckResult TakeValue(ref LdapState state, byte value)
    {
        state.Number = (state.Number << 8) | value;
        state.Length--;
        return state.Length == 0 ? EndValue(ref state) : Undecided;
    }

    private static CheckResult EndValue(ref LdapState state)
    {
        switch (state.Element)
        {
            case LdapElement.MessageId:
                state.MessageId = state.Number;
                return state.Number <= 1 ? Follow(ref state) : Malformed;
            case LdapElement.ResultCode:
                state.ResultCode = state.Number;
                return Follow(ref state);
            case LdapElement.Diagnostic:
                return Judge(state);
            default:
                return Follow(ref state);
        }
    }

    private static CheckResult Follow(ref LdapState state)
    {
        state.Element++;
        state.Part = LdapPart.Tag;
        return Undecided;
    }

    // A message of number 0 is the notice of disconnection, whatever its code. Then RFC 4511 §4.1.9 and appendix A:
    // 0 success, 8 strongerAuthRequired, 13 confidentialityRequired, 48 inappropriateAuthentication.
    private static CheckResult Judge(LdapState state)
    {
        bool passes = state is { MessageId: not 0, ResultCode: 0 or 8 or 13 or 48 };
        short number = state.ResultCode <= (uint)short.MaxValue ? (short)state.ResultCode : (short)0;
        return new CheckResult(passes ? CheckReason.Matched : CheckReason.Mismatch, number);
    }
}
