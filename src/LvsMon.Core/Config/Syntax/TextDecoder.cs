using System;
using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace LvsMon.Core.Config.Syntax;

/// <summary>Turns the bytes of a file into text: UTF-8, with or without a byte order mark, without NUL.</summary>
internal static class TextDecoder
{
    /// <summary>Decodes the bytes. On failure the text still holds the lines, with U+FFFD for what is not
    /// UTF-8.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="text">The text, without a byte order mark.</param>
    /// <param name="badAt">The offset of the first byte that is refused, in <paramref name="text"/>'s
    /// characters.</param>
    /// <param name="badByte">That byte.</param>
    /// <returns>Null, or the rule that the file breaks.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes, out string text, out int badAt, out byte badByte)
    {
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        text = Encoding.UTF8.GetString(bytes);
        badAt = 0;
        badByte = 0;
        int invalid = FirstInvalid(bytes);
        int nul = bytes.IndexOf((byte)0);
        if (invalid < 0 && nul < 0)
        {
            return null;
        }

        // NUL says more than the bytes around it: a binary file, or UTF-16.
        int offset = nul >= 0 ? nul : invalid;
        badAt = Encoding.UTF8.GetCharCount(bytes[..offset]);
        badByte = bytes[offset];
        return nul >= 0 ? ConfigRules.NulByte : ConfigRules.InvalidUtf8;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return -1;
        }

        int offset = 0;
        while (Rune.DecodeFromUtf8(bytes[offset..], out _, out int consumed) == OperationStatus.Done)
        {
            offset += consumed;
        }

        return offset;
    }
}
