using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Banner;

/// <summary>
/// Compares the first bytes with a text; an empty text asks for one byte of any value. Readiness to read alone proves
/// nothing: the end of a stream and a reset make a socket readable too.
/// </summary>
internal sealed class PrefixProgram : ByteProgram<PrefixState>
{
    private readonly byte[] _prefix;

    internal PrefixProgram(string identity, int maxBytes, byte[] prefix)
        : base(identity, maxBytes)
    {
        _prefix = prefix;
    }

    /// <inheritdoc/>
    public override int BufferBytes => Preview.Bytes;

    /// <inheritdoc/>
    protected override CheckResult Take(ref PrefixState state, byte value, Span<byte> buffer)
    {
        Preview.Add(buffer, ref state.Kept, value);
        if (_prefix.Length > 0 && value != _prefix[state.Taken - 1])
        {
            return Mismatch;
        }

        return state.Taken >= _prefix.Length ? Matched : Undecided;
    }

    /// <inheritdoc/>
    protected override CheckResult End(ref PrefixState state, ReadOnlySpan<byte> buffer) =>
        ClosedEarly;

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Evidence(
        scoped ref PrefixState state, CheckReason reason, scoped ReadOnlySpan<byte> rest, Span<byte> buffer) =>
        Preview.Line(buffer, ref state.Kept, rest);
}
