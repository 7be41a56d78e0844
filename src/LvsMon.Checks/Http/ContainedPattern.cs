using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Http;

/// <summary>
/// Matches the first 4 kB of the content against a pattern, once: when they are there or the content is whole. Matching
/// what happens to have arrived would make the verdict depend on the split.
/// </summary>
internal sealed class ContainedPattern : ContentMatch
{
    private readonly TextPattern _pattern;

    internal ContainedPattern(TextPattern pattern)
    {
        _pattern = pattern;
    }

    /// <inheritdoc/>
    internal override int BufferBytes => TextPattern.MaxBytes;

    /// <inheritdoc/>
    internal override CheckReason Take(ref HttpState state, byte value, Span<byte> buffer)
    {
        buffer[state.ContentKept++] = value;
        return state.ContentKept == TextPattern.MaxBytes ? End(ref state, buffer) : CheckReason.None;
    }

    /// <inheritdoc/>
    internal override CheckReason End(ref HttpState state, ReadOnlySpan<byte> buffer) =>
        _pattern.Match(buffer[..state.ContentKept]);
}
