using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Redis;

/// <summary>
/// PING in RESP (the protocol of Redis, version 2), then ROLE in the same packet when a role is asked for. ROLE alone
/// would not do: a server that still loads its data set answers it, and refuses PING.
/// </summary>
internal sealed class RedisProgram : ByteProgram<RedisState>
{
    private const int Cap = 1024;
    private const int LongestRole = 32;

    private static readonly byte[] Ping = "*1\r\n$4\r\nPING\r\n"u8.ToArray();
    private static readonly byte[] PingAndRole = [.. Ping, .. "*1\r\n$4\r\nROLE\r\n"u8];

    private readonly byte[]? _role;

    /// <summary>Makes it; <paramref name="role"/> is the word of ROLE to pass on, null to be content with
    /// PING.</summary>
    internal RedisProgram(string identity, byte[]? role)
        : base(identity, Cap)
    {
        _role = role;
    }

    /// <inheritdoc/>
    public override int BufferBytes => Preview.Bytes;

    /// <inheritdoc/>
    public override bool SpeaksFirst => true;

    private static ReadOnlySpan<byte> Pong => "+PONG\r\n"u8;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) =>
        CheckStep.Send(_role is null ? Ping : PingAndRole);

    /// <inheritdoc/>
    protected override CheckResult Take(ref RedisState state, byte value, Span<byte> buffer)
    {
        if (state.Column == 0)
        {
            state.Kept = 0;
        }

        Preview.Add(buffer, ref state.Kept, value);
        CheckResult result = state.Phase switch
        {
            RedisPhase.Pong or RedisPhase.Array when buffer[0] == '-' => TakeInError(ref state, value, buffer),
            RedisPhase.Pong => TakeInPong(ref state, value),
            RedisPhase.Role => TakeInRole(state, value),
            _ => TakeInHead(ref state, value),
        };
        state.Column = value == '\n' ? 0 : state.Column + 1;
        return result;
    }

    /// <inheritdoc/>
    protected override CheckResult End(ref RedisState state, ReadOnlySpan<byte> buffer) =>
        ClosedEarly;

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Evidence(
        scoped ref RedisState state, CheckReason reason, scoped ReadOnlySpan<byte> rest, Span<byte> buffer) =>
        Preview.Line(buffer, ref state.Kept, state.Column == 0 ? default : rest);

    // The word after the dash decides: the rest of the line is for people.
    private CheckResult TakeInError(ref RedisState state, byte value, ReadOnlySpan<byte> buffer)
    {
        if (state.IsGuarded)
        {
            return value == '\n' ? Matched : Undecided;
        }

        if (value is (byte)' ' or (byte)'\r' or (byte)'\n')
        {
            ReadOnlySpan<byte> word = buffer[..(state.Kept - 1)];
            bool isGuard = word.SequenceEqual("-NOAUTH"u8) || word.SequenceEqual("-NOPERM"u8);
            state.IsGuarded = isGuard && _role is null && value != '\n';
            return state.IsGuarded ? Undecided : Mismatch;
        }

        return value < ' ' || state.Kept == Preview.Bytes ? Malformed : Undecided;
    }

    private CheckResult TakeInPong(ref RedisState state, byte value)
    {
        int at = state.Column;
        if (value != Pong[at])
        {
            return at == 0 || value < ' ' ? Malformed : Mismatch;
        }

        if (value != '\n')
        {
            return Undecided;
        }

        state.Phase = RedisPhase.Array;
        return _role is null ? Matched : Undecided;
    }

    // "*3\r\n" or "$6\r\n". The array's length is not needed: its first string is the role.
    private static CheckResult TakeInHead(ref RedisState state, byte value)
    {
        if (state.Column == 0)
        {
            state.Length = 0;
            return value == (state.Phase == RedisPhase.Array ? '*' : '$') ? Undecided : Malformed;
        }

        if (state.IsEnding)
        {
            state.IsEnding = false;
            state.Phase = state.Phase == RedisPhase.Array ? RedisPhase.Text : RedisPhase.Role;
            return value == '\n' ? Undecided : Malformed;
        }

        if (value is >= (byte)'0' and <= (byte)'9' && state.Length <= LongestRole)
        {
            state.Length = (state.Length * 10) + (value - '0');
            return Undecided;
        }

        state.IsEnding = value == '\r' && state.Length is > 0 and <= LongestRole;
        return state.IsEnding ? Undecided : Malformed;
    }

    private CheckResult TakeInRole(RedisState state, byte value)
    {
        int at = state.Column;
        if (at < state.Length)
        {
            return at < _role!.Length && value == _role[at] ? Undecided : Mismatch;
        }

        if (at == state.Length)
        {
            return value != '\r' ? Malformed : at == _role!.Length ? Undecided : Mismatch;
        }

        return value == '\n' ? Matched : Malformed;
    }
}
