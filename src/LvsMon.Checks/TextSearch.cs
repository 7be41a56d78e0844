namespace LvsMon.Checks;

/// <summary>
/// Looks for a text in a stream. Knuth, Morris and Pratt: the whole memory is how many bytes of the text the stream
/// ends with, and each byte of the stream costs at most two steps on average.
/// </summary>
internal sealed class TextSearch
{
    private readonly byte[] _text;
    private readonly ushort[] _fallback;

    /// <summary>Makes it for a text of 1 to 65,535 bytes.</summary>
    internal TextSearch(byte[] text)
    {
        _text = text;
        _fallback = Fallback(text);
    }

    /// <summary>Takes the next byte of the stream.</summary>
    /// <param name="matched">How many bytes of the text the stream ends with; 0 at first, not used again after a
    /// find.</param>
    /// <param name="value">The byte.</param>
    /// <returns>True when the text is found.</returns>
    internal bool Take(ref ushort matched, byte value)
    {
        matched = (ushort)Next(_text, _fallback, matched, value);
        return matched == _text.Length;
    }

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
