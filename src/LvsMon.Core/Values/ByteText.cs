using System;
using System.Text;

namespace LvsMon.Core.Values;

/// <summary>
/// Bytes inside a string. Ordinary characters stand for their UTF-8 bytes; a byte 0x80–0xFF written as <c>\xNN</c>
/// stands as the lone surrogate U+DC00 + NN, which no UTF-8 text contains (the idea of PEP 383). So <c>"\xff"</c> in a
/// configuration is one byte and <c>"ÿ"</c> two.
/// </summary>
public static class ByteText
{
    private const char FirstByte = '\uDC80';
    private const char LastByte = '\uDCFF';

    /// <summary>The character that stands for a byte written by its number.</summary>
    public static char FromByte(byte value) => value < 0x80 ? (char)value : (char)(0xDC00 + value);

    /// <summary>The bytes of a word. A surrogate without its other half that stands for no byte becomes
    /// U+FFFD.</summary>
    public static byte[] ToBytes(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        int length = 0;
        while (!text.IsEmpty)
        {
            if (text[0] is >= FirstByte and <= LastByte)
            {
                bytes[length++] = (byte)(text[0] - 0xDC00);
                text = text[1..];
                continue;
            }

            Rune.DecodeFromUtf16(text, out Rune rune, out int consumed);
            length += rune.EncodeToUtf8(bytes.AsSpan(length));
            text = text[consumed..];
        }

        return bytes[..length];
    }
}
