using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Tests.Skeleton;

/// <summary>One line: the word, a blank or the line's end, and anything after it.</summary>
internal sealed class SkeletonProgram : ByteProgram<SkeletonState>
{
    /// <summary>Bytes; a longer answer is <c>too long</c>.</summary>
    private const int Cap = 512;

    private static readonly byte[] Request = "STATUS\r\n"u8.ToArray();

    private readonly byte[] _word;

    internal SkeletonProgram(string identity, byte[] word)
        : base(identity, Cap)
    {
        _word = word;
    }

    /// <inheritdoc/>
    public override int BufferBytes => Preview.Bytes;

    /// <inheritdoc/>
    public override bool SpeaksFirst => true;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) => CheckStep.Send(Request);

    /// <inheritdoc/>
    protected override CheckResult Take(ref SkeletonState state, byte value, Span<byte> buffer)
    {
        Preview.Add(buffer, ref state.Kept, value);
        if (state.Matched < _word.Length)
        {
            return value == _word[state.Matched++] ? Undecided : Mismatch;
        }

        bool isWhole = state.Matched > _word.Length || value is (byte)' ' or (byte)'\r' or (byte)'\n';
        state.Matched = _word.Length + 1;
        return !isWhole ? Mismatch : value == '\n' ? Matched : Undecided;
    }

    /// <inheritdoc/>
    protected override CheckResult End(ref SkeletonState state, ReadOnlySpan<byte> buffer) => ClosedEarly;

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Evidence(
        scoped ref SkeletonState state, CheckReason reason, scoped ReadOnlySpan<byte> rest, Span<byte> buffer) =>
        Preview.Line(buffer, ref state.Kept, rest);
}
