using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Http;

/// <summary>What the content of a body must have; the content comes decoded, byte by byte.</summary>
internal abstract class ContentMatch
{
    /// <summary>Bytes of buffer for the first of the content, at least those that a failure shows.</summary>
    internal abstract int BufferBytes { get; }

    /// <summary>Takes the next byte.</summary>
    /// <returns>The reason that decides, or <see cref="CheckReason.None"/>.</returns>
    internal abstract CheckReason Take(ref HttpState state, byte value, Span<byte> buffer);

    /// <summary>The content is whole.</summary>
    /// <returns>The reason that decides.</returns>
    internal abstract CheckReason End(ref HttpState state, ReadOnlySpan<byte> buffer);
}
