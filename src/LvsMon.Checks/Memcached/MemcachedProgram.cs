using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Memcached;

/// <summary>One line of the text protocol (memcached's doc/protocol.txt): <c>VERSION</c> and the version, or an
/// error.</summary>
internal sealed class MemcachedProgram : ByteProgram<MemcachedState>
{
    private const int Cap = 1024;

    private static readonly byte[] Request = "version\r\n"u8.ToArray();

    internal MemcachedProgram(string identity)
        : base(identity, Cap)
    {
    }

    /// <inheritdoc/>
    public override int BufferBytes => Preview.Bytes;

    /// <inheritdoc/>
    public override bool SpeaksFirst => true;

    private static ReadOnlySpan<byte> Version => "VERSION"u8;

    private static ReadOnlySpan<byte> Error => "ERROR"u8;

    private static ReadOnlySpan<byte> ServerError => "SERVER_ERROR"u8;

    private static ReadOnlySpan<byte> ClientError => "CLIENT_ERROR"u8;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) => CheckStep.Send(Request);

    /// <inheritdoc/>
    protected override CheckResult Take(ref MemcachedState state, byte value, Span<byte> buffer)
    {
        Preview.Add(buffer, ref state.Kept, value);
        ReadOnlySpan<byte> taken = buffer[..state.Kept];
        if (!state.HasWord)
        {
            return TakeInWord(ref state, value, taken);
        }

        return value == '\n' ? Judge(taken.TrimEnd("\r\n"u8)) : Undecided;
    }

    /// <inheritdoc/>
    protected override CheckResult End(ref MemcachedState state, ReadOnlySpan<byte> buffer) =>
        ClosedEarly;

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Evidence(
        scoped ref MemcachedState state, CheckReason reason, scoped ReadOnlySpan<byte> rest, Span<byte> buffer) =>
        Preview.Line(buffer, ref state.Kept, state.Kept > 0 && buffer[state.Kept - 1] == '\n' ? default : rest);

    private static CheckResult TakeInWord(ref MemcachedState state, byte value, ReadOnlySpan<byte> taken)
    {
        if (value is not ((byte)' ' or (byte)'\r' or (byte)'\n'))
        {
            bool mayBeKnown = Version.StartsWith(taken) || Error.StartsWith(taken)
                || ServerError.StartsWith(taken) || ClientError.StartsWith(taken);
            return mayBeKnown ? Undecided : Malformed;
        }

        ReadOnlySpan<byte> word = taken[..^1];
        if (word.SequenceEqual(Error) || word.SequenceEqual(ServerError))
        {
            return Mismatch;
        }

        state.HasWord = value == ' ' && (word.SequenceEqual(Version) || word.SequenceEqual(ClientError));
        return state.HasWord ? Undecided : Malformed;
    }

    // A server with an authentication file (option -Y) refuses all commands with this line before a login.
    private static CheckResult Judge(ReadOnlySpan<byte> line) =>
        line.StartsWith(Version) || line.SequenceEqual("CLIENT_ERROR unauthenticated"u8) ? Matched : Mismatch;
}
