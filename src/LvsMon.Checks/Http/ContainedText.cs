using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Http;

/// <summary>Looks for a text anywhere in the content.</summary>
internal sealed class ContainedText : ContentMatch
{
    private readonly TextSearch _text;

    /// <summary>Makes it for a text of 1 to 65,535 bytes.</summary>
    internal ContainedText(byte[] text)
    {
        _text = new TextSearch(text);
    }

    /// <inheritdoc/>
    internal override int BufferBytes => Preview.Bytes;

    /// <inheritdoc/>
    internal override CheckReason Take(ref HttpState state, byte value, Span<byte> buffer)
    {
        if (state.ContentKept < Preview.Bytes)
        {
            buffer[state.ContentKept++] = value;
        }

        return _text.Take(ref state.TextMatched, value) ? CheckReason.Matched : CheckReason.None;
    }

    /// <inheritdoc/>
    internal override CheckReason End(ref HttpState state, ReadOnlySpan<byte> buffer) => CheckReason.Mismatch;
}
