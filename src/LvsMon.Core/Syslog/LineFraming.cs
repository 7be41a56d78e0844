using System.Text;
using LvsMon.Core.Values;

namespace LvsMon.Core.Syslog;

/// <summary>What the framings have in common.</summary>
public static class LineFraming
{
    /// <summary>Room that a framing may take before the text.</summary>
    public const int MaxBytes = 64;

    /// <summary>Longest tag, characters.</summary>
    public const int MaxTag = 16;

    /// <summary>The bytes of a tag.</summary>
    internal static byte[] Tag(string tag) => Encoding.ASCII.GetBytes(tag);

    /// <summary>Appends a number of 0–99 with two digits.</summary>
    internal static void TwoDigits(ref ByteWriter line, int value, byte pad = (byte)'0')
    {
        line.Byte(value >= 10 ? (byte)('0' + (value / 10 % 10)) : pad);
        line.Byte((byte)('0' + (value % 10)));
    }
}
