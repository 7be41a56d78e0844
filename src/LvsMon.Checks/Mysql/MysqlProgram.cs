using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Mysql;

/// <summary>
/// The connection phase of the MySQL protocol. A server counts every connection that ends before the client's answer to
/// the greeting, and blocks the host after max_connect_errors of them; so the check always answers, waits for the
/// verdict on its login, and when it was let in says good-bye and lets the server close.
/// </summary>
internal sealed class MysqlProgram : ByteProgram<MysqlState>
{
    private const int Cap = 4096;
    private const int LongestPacket = 2048;
    private const int SequenceAt = 3;
    private const int CapabilitiesBehindVersion = 13;
    private const int Protocol41 = 0x02;
    private const ushort SecureTransportRequired = 3159;

    private readonly ReadOnlyMemory<byte> _login;
    private readonly bool _mustEnter;

    /// <summary>Makes it; with <paramref name="mustEnter"/> a refused login fails.</summary>
    internal MysqlProgram(string identity, ReadOnlySpan<byte> user, bool mustEnter)
        : base(identity, Cap)
    {
        _login = MysqlBytes.Login(user);
        _mustEnter = mustEnter;
    }

    /// <inheritdoc/>
    public override int BufferBytes => Preview.Bytes;

    /// <inheritdoc/>
    protected override CheckResult Take(ref MysqlState state, byte value, Span<byte> buffer)
    {
        if (state.Phase == MysqlPhase.Quit)
        {
            return Matched;
        }

        Preview.Add(buffer, ref state.Kept, value);
        int at = state.At++;
        if (at < MysqlBytes.HeadBytes)
        {
            return TakeInHead(ref state, at, value);
        }

        int place = at - MysqlBytes.HeadBytes;
        CheckResult result = place == 0 ? TakeKind(ref state, value) : TakeInBody(ref state, place, value, buffer);
        if (result.Reason != CheckReason.None || place + 1 < state.Length)
        {
            return result;
        }

        return EndPacket(ref state, buffer);
    }

    /// <inheritdoc/>
    protected override CheckStep Next(ref MysqlState state, Span<byte> buffer)
    {
        MysqlReply owed = state.Owed;
        state.Owed = MysqlReply.None;
        return owed switch
        {
            MysqlReply.Login => CheckStep.Send(_login),
            MysqlReply.Empty => CheckStep.Send(MysqlBytes.Empty),
            MysqlReply.Zero => CheckStep.Send(MysqlBytes.Zero),
            MysqlReply.Quit => CheckStep.Send(MysqlBytes.Quit),
            _ => CheckStep.Receive(),
        };
    }

    /// <inheritdoc/>
    protected override CheckResult End(ref MysqlState state, ReadOnlySpan<byte> buffer) =>
        state.Phase == MysqlPhase.Quit ? Matched : ClosedEarly;

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Evidence(
        scoped ref MysqlState state, CheckReason reason, scoped ReadOnlySpan<byte> rest, Span<byte> buffer) =>
        Preview.Line(buffer, ref state.Kept, reason == CheckReason.Malformed ? rest : default);

    private static CheckResult TakeInHead(ref MysqlState state, int at, byte value)
    {
        if (at < SequenceAt)
        {
            state.Length = (at == 0 ? 0 : state.Length) | (value << (8 * at));
            return state.Length > LongestPacket ? Malformed : Undecided;
        }

        if (state.Length == 0 || (state.Phase == MysqlPhase.Greeting && value > 1))
        {
            return Malformed;
        }

        state.Kept = 0;
        return Undecided;
    }

    private static CheckResult TakeKind(ref MysqlState state, byte value)
    {
        state.Packet = (value, state.Phase) switch
        {
            (0x0A, MysqlPhase.Greeting) => MysqlPacket.Greeting,
            (0xFF, _) => MysqlPacket.Error,
            (0x00, not MysqlPhase.Greeting) => MysqlPacket.Ok,
            (0xFE, not MysqlPhase.Greeting) => MysqlPacket.Switch,
            _ => MysqlPacket.Unknown,
        };
        if (state.Packet != MysqlPacket.Unknown)
        {
            return Undecided;
        }

        // AuthMoreData: an empty password is not enough.
        return value == 0x01 && state.Phase != MysqlPhase.Greeting ? Mismatch : Malformed;
    }

    private static CheckResult TakeInBody(ref MysqlState state, int place, byte value, ReadOnlySpan<byte> buffer) =>
        state.Packet switch
        {
            MysqlPacket.Greeting => TakeInGreeting(ref state, place, value),
            MysqlPacket.Error => TakeInError(ref state, place, value, buffer),
            _ => Undecided,
        };

    // Version text and NUL, connection id (4), scramble (8), NUL, capabilities (2), and more that is not needed.
    private static CheckResult TakeInGreeting(ref MysqlState state, int place, byte value)
    {
        if (state.Mark == 0)
        {
            state.Mark = value == 0 ? place + 1 : 0;
            bool isText = value is >= (byte)' ' and <= (byte)'~' || (value == 0 && place > 1);
            return isText ? Undecided : Malformed;
        }

        bool isHighByte = place == state.Mark + CapabilitiesBehindVersion + 1;
        return isHighByte && (value & Protocol41) == 0 ? Malformed : Undecided;
    }

    // 0xFF, code (2), '#' and state (5) except before the login, message: that is kept to be shown.
    private static CheckResult TakeInError(ref MysqlState state, int place, byte value, ReadOnlySpan<byte> buffer)
    {
        if (place <= 2)
        {
            state.Code |= (ushort)(value << (8 * (place - 1)));
            state.Kept = place == 2 ? (byte)0 : state.Kept;
        }

        if (place == 8 && buffer[0] == '#')
        {
            state.IsRefusal = state.Phase != MysqlPhase.Greeting && buffer[1] == '2' && buffer[2] == '8';
            state.Kept = 0;
        }

        return Undecided;
    }

    private CheckResult EndPacket(ref MysqlState state, ReadOnlySpan<byte> buffer)
    {
        state.At = 0;
        switch (state.Packet)
        {
            case MysqlPacket.Greeting:
                bool isWhole = state.Mark > 0 && state.Length > state.Mark + CapabilitiesBehindVersion + 1;
                state.Phase = MysqlPhase.Login;
                state.Owed = MysqlReply.Login;
                return isWhole ? Undecided : Malformed;
            case MysqlPacket.Ok:
                state.Phase = MysqlPhase.Quit;
                state.Owed = MysqlReply.Quit;
                return Undecided;
            case MysqlPacket.Error:
                return EndError(state);
            default:
                return ChangeMethod(ref state, buffer[..state.Kept]);
        }
    }

    private CheckResult EndError(MysqlState state)
    {
        if (state.Length <= 2)
        {
            return Malformed;
        }

        bool isRefusal = state.IsRefusal
            || (state.Code == SecureTransportRequired && state.Phase != MysqlPhase.Greeting);
        short number = state.Code <= short.MaxValue ? (short)state.Code : (short)0;
        return new CheckResult(isRefusal && !_mustEnter ? CheckReason.Matched : CheckReason.Mismatch, number);
    }

    private static CheckResult ChangeMethod(ref MysqlState state, ReadOnlySpan<byte> packet)
    {
        ReadOnlySpan<byte> method = packet[1..];
        if (state.Phase != MysqlPhase.Login || method.IsEmpty)
        {
            return Mismatch;
        }

        bool isSha = method.StartsWith("caching_sha2_password\0"u8) || method.StartsWith("sha256_password\0"u8);
        state.Phase = MysqlPhase.Password;
        state.Owed = isSha ? MysqlReply.Zero : MysqlReply.Empty;
        return Undecided;
    }
}
