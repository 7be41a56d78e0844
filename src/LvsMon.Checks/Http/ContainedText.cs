using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Http;

/// <summary>
/// Looks for a text anywhere in the content. Knuth, Morris and Pratt: the whole memory is how many bytes of the text
/// the content ends with, and each byte of content costs at most two steps on average.
/// </summary>
internal sealed class ContainedText : ContentMatch
{
    private readonly byte[] _text;
    private readonly ushort[] _fallback;

    /// <summary>Makes it for a text of 1 to 65,535 bytes.</summary>
    internal ContainedText(byte[] text)
    {
        _text = text;
        _fallback = Fallback(text);
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

        int matched = Next(_text, _fallback, state.TextMatched, value);
        state.TextMatched = (ushort)matched;
        return matched == _text.Length ? CheckReason.Matched : CheckReason.None;
    }

    /// <inheritdoc/>
    internal override CheckReason End(ref HttpState state, ReadOnlySpan<byte> buffer) => CheckReason.Mismatch;

    private static int Next(byte[] text, ushort[] fallback, int matched, byte value)
    {
        while (matched > 0 && text[matched] != value)
        {
            matched = fallback[matched];
        }

        return text[matched] == value ? matched + 1 : 0;
    }

    // For each length, the longest shorter beginning of the text that the text's first so many bytes end with.
    private static ushort[] Fallback(byte[] text)
    {
        ushort[] fallback = new ushort[text.Length];
        for (int length = 2; length < text.Length; length++)
        {
            fallback[length] = (ushort)Next(text, fallback, fallback[length - 1], text[length - 1]);
        }

        return fallback;
    }
}
