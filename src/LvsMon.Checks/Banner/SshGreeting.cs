using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Banner;

/// <summary>
/// RFC 4253 §4.2: lines that do not begin with <c>SSH-</c>, then the identification <c>SSH-2.0-…</c> (or
/// <c>SSH-1.99-…</c>, the same with compatibility), at most 255 bytes with its line end and without NUL.
/// </summary>
internal sealed class SshGreeting : ReplyReader
{
    private const int MaxLineBytes = 255;
    private const byte Current = 1;
    private const byte Compatible = 2;

    private static ReadOnlySpan<byte> Mark => "SSH-"u8;

    private static ReadOnlySpan<byte> CurrentVersion => "SSH-2.0-"u8;

    private static ReadOnlySpan<byte> CompatibleVersion => "SSH-1.99-"u8;

    /// <inheritdoc/>
    protected override CheckResult TakeInLine(ref ReplyState state, byte value)
    {
        int at = state.Column;
        if (at < Mark.Length && state.Line == ReplyLine.Unknown)
        {
            state.Line = value == Mark[at] ? ReplyLine.Unknown : ReplyLine.Passing;
            state.Candidates = Current | Compatible;
            return Undecided;
        }

        return state.Line switch
        {
            ReplyLine.Unknown => TakeInVersion(ref state, value),
            ReplyLine.Deciding => TakeInIdentification(at, value),
            _ => Undecided,
        };
    }

    private static CheckResult TakeInVersion(ref ReplyState state, byte value)
    {
        int at = state.Column;
        Keep(ref state.Candidates, Current, CurrentVersion, at, value);
        Keep(ref state.Candidates, Compatible, CompatibleVersion, at, value);
        if (state.Candidates == 0)
        {
            return value < ' ' ? Malformed : Mismatch();
        }

        int length = state.Candidates == Current ? CurrentVersion.Length : CompatibleVersion.Length;
        state.Line = at + 1 == length ? ReplyLine.Deciding : ReplyLine.Unknown;
        return Undecided;
    }

    private static void Keep(ref byte candidates, byte candidate, ReadOnlySpan<byte> version, int at, byte value)
    {
        if (at >= version.Length || version[at] != value)
        {
            candidates &= (byte)~candidate;
        }
    }

    private static CheckResult TakeInIdentification(int at, byte value)
    {
        if (value == 0 || at >= MaxLineBytes)
        {
            return Malformed;
        }

        return value == '\n' ? Welcome() : Undecided;
    }
}
