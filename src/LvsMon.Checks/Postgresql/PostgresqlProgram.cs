using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Postgresql;

/// <summary>
/// The start-up of the frontend/backend protocol, version 3. Only the answer to a start-up message tells a server that
/// works from one that starts, recovers, stops or is full: the answer to SSLRequest comes before it is looked.
/// </summary>
internal sealed class PostgresqlProgram : ByteProgram<PostgresqlState>
{
    private const int Cap = 16384;
    private const int LongestMessage = 8192;
    private const int LeastLength = 4;
    private const int HeadBytes = 5;
    private const uint SaslMethod = 10;
    private const ulong InvalidCatalogName = 0x33_44_30_30_30;
    private const ulong InvalidAuthorizationClass = 0x32_38;

    private static readonly byte[] Terminate = [(byte)'X', 0, 0, 0, LeastLength];

    private readonly byte[] _startup;
    private readonly bool _mustEnter;

    /// <summary>Makes it; with <paramref name="mustEnter"/> a refused login fails.</summary>
    internal PostgresqlProgram(
        string identity, ReadOnlySpan<byte> user, ReadOnlySpan<byte> database, bool mustEnter)
        : base(identity, Cap)
    {
        _startup = StartupMessage.Of(user, database);
        _mustEnter = mustEnter;
    }

    /// <inheritdoc/>
    public override int BufferBytes => Preview.Bytes;

    /// <inheritdoc/>
    public override bool SpeaksFirst => true;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) => CheckStep.Send(_startup);

    /// <inheritdoc/>
    protected override CheckResult Take(ref PostgresqlState state, byte value, Span<byte> buffer)
    {
        if (state.Phase == PostgresqlPhase.Quit)
        {
            return Matched;
        }

        int at = state.At++;
        CheckResult result = at < HeadBytes
            ? TakeInHead(ref state, at, value, buffer)
            : TakeInBody(ref state, at - HeadBytes, value, buffer);
        bool isWhole = at + 1 >= HeadBytes && at == state.Length;
        return result.Reason == CheckReason.None && isWhole ? EndMessage(ref state) : result;
    }

    /// <inheritdoc/>
    protected override CheckStep Next(ref PostgresqlState state, Span<byte> buffer)
    {
        bool owesEnd = state.OwesEnd;
        state.OwesEnd = false;
        return owesEnd ? CheckStep.Send(Terminate) : CheckStep.Receive();
    }

    /// <inheritdoc/>
    protected override CheckResult End(ref PostgresqlState state, ReadOnlySpan<byte> buffer) =>
        state.Phase == PostgresqlPhase.Quit ? Matched : ClosedEarly;

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Evidence(
        scoped ref PostgresqlState state, CheckReason reason, scoped ReadOnlySpan<byte> rest, Span<byte> buffer) =>
        Preview.Line(buffer, ref state.Kept, reason == CheckReason.Malformed ? rest : default);

    // Type (1), length (4).
    private static CheckResult TakeInHead(ref PostgresqlState state, int at, byte value, Span<byte> buffer)
    {
        if (at == 0)
        {
            state.Kept = 0;
            state.Length = 0;
            state.Type = value;
            Preview.Add(buffer, ref state.Kept, value);
            return IsInPlace(value, state.Phase) ? Undecided : Malformed;
        }

        Preview.Add(buffer, ref state.Kept, value);
        state.Length = (state.Length << 8) | value;
        if (at < HeadBytes - 1)
        {
            return Undecided;
        }

        if (state.Length is < LeastLength or > LongestMessage)
        {
            return Malformed;
        }

        state.Kept = 0;
        state.Field = 0;
        return Undecided;
    }

    // Notices and a lower minor version may come any time; what makes a session ready only after the login.
    private static bool IsInPlace(byte type, PostgresqlPhase phase) => type switch
    {
        (byte)'E' or (byte)'N' or (byte)'v' => true,
        (byte)'R' => phase == PostgresqlPhase.Login,
        (byte)'S' or (byte)'K' or (byte)'Z' => phase == PostgresqlPhase.Entered,
        _ => false,
    };

    private static CheckResult TakeInBody(ref PostgresqlState state, int place, byte value, Span<byte> buffer)
    {
        switch (state.Type)
        {
            case (byte)'R' when place < sizeof(uint):
                state.Method = (place == 0 ? 0 : state.Method << 8) | value;
                break;
            case (byte)'R' when state.Method == SaslMethod && value != 0:
                Preview.Add(buffer, ref state.Kept, value);
                break;
            case (byte)'E':
                TakeInError(ref state, value, buffer);
                break;
            default:
                break;
        }

        return Undecided;
    }

    // Fields of a letter, a text and NUL: C is the SQLSTATE, M the message.
    private static void TakeInError(ref PostgresqlState state, byte value, Span<byte> buffer)
    {
        if (state.Field == 0 || value == 0)
        {
            state.Field = state.Field == 0 ? value : (byte)0;
        }
        else if (state.Field == 'C')
        {
            state.SqlState = (state.SqlState << 8) | value;
        }
        else if (state.Field == 'M')
        {
            Preview.Add(buffer, ref state.Kept, value);
        }
    }

    private CheckResult EndMessage(ref PostgresqlState state)
    {
        state.At = 0;
        switch (state.Type)
        {
            case (byte)'E':
                return EndError(state);
            case (byte)'R':
                return EndRequest(ref state);
            case (byte)'Z':
                state.Phase = PostgresqlPhase.Quit;
                state.OwesEnd = true;
                return Undecided;
            default:
                return Undecided;
        }
    }

    private CheckResult EndError(PostgresqlState state)
    {
        if (state.SqlState == 0)
        {
            return Malformed;
        }

        bool isRefusal = state.SqlState >> 24 == InvalidAuthorizationClass || state.SqlState == InvalidCatalogName;
        return isRefusal && !_mustEnter ? Matched : Mismatch;
    }

    private CheckResult EndRequest(ref PostgresqlState state)
    {
        if (state.Length < LeastLength + sizeof(uint))
        {
            return Malformed;
        }

        if (state.Method == 0)
        {
            state.Phase = PostgresqlPhase.Entered;
            return Undecided;
        }

        return _mustEnter ? Mismatch : Matched;
    }
}
