using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Banner;

/// <summary>A preset: the first reply on the connection, as its protocol's reader judges it.</summary>
internal sealed class GreetingProgram : ByteProgram<GreetingState>
{
    private readonly ReplyReader _reader;

    internal GreetingProgram(string identity, int maxBytes, ReplyReader reader)
        : base(identity, maxBytes)
    {
        _reader = reader;
    }

    /// <inheritdoc/>
    public override int BufferBytes => Preview.Bytes;

    /// <inheritdoc/>
    protected override CheckResult Take(ref GreetingState state, byte value, Span<byte> buffer)
    {
        if (state.Reply.Column == 0)
        {
            state.Kept = 0;
        }

        Preview.Add(buffer, ref state.Kept, value);
        return _reader.Take(ref state.Reply, value);
    }

    /// <inheritdoc/>
    protected override CheckResult End(ref GreetingState state, ReadOnlySpan<byte> buffer) =>
        ClosedEarly;

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Evidence(
        scoped ref GreetingState state, CheckReason reason, scoped ReadOnlySpan<byte> rest, Span<byte> buffer) =>
        Preview.Line(buffer, ref state.Kept, rest);
}
