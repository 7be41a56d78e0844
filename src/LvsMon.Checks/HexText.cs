using System;
using System.Buffers;

namespace LvsMon.Checks;

/// <summary>Bytes as people write them: two hexadecimal digits each, blanks between bytes as they like.</summary>
internal static class HexText
{
    /// <summary>The bytes, or null when the text is something else.</summary>
    internal static byte[]? ToBytes(string text)
    {
        byte[] bytes = new byte[text.Length / 2];
        int length = 0;
        foreach (Range part in text.AsSpan().Split(' '))
        {
            ReadOnlySpan<char> digits = text.AsSpan()[part];
            OperationStatus status = Convert.FromHexString(digits, bytes.AsSpan(length), out _, out int written);
            if (status != OperationStatus.Done || written * 2 != digits.Length)
            {
                return null;
            }

            length += written;
        }

        return bytes[..length];
    }
}
