using System;
using System.Buffers;
using System.Globalization;
using System.Text;

namespace LvsMon.Core.Values;

/// <summary>
/// Durations as people write and read them: <c>350us 1.8ms 12s 3m20s 4d2h</c>. All values are microseconds.
/// </summary>
public static class DurationText
{
    /// <summary>Microseconds in a millisecond.</summary>
    public const long UsPerMs = 1_000;

    /// <summary>Microseconds in a second.</summary>
    public const long UsPerSecond = 1_000_000;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    private const long UsPerMinute = 60 * UsPerSecond;
    private const long UsPerHour = 60 * UsPerMinute;
    private const long UsPerDay = 24 * UsPerHour;

    /// <summary>
    /// Reads <c>N</c> (seconds), <c>Nus Nms Ns Nm Nh Nd</c> or parts of falling unit (<c>3m20s</c>); a fraction is
    /// allowed in
    /// a single part (<c>0.5s</c>). At most 366 days; no sign, no blanks.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long durationUs)
    {
        durationUs = 0;
        long lastUnit = long.MaxValue;
        bool any = false;
        while (!text.IsEmpty)
        {
            int digits = text.IndexOfAnyExcept(NumberCharacters);
            ReadOnlySpan<char> number = digits < 0 ? text : text[..digits];
            text = digits < 0 ? default : text[digits..];
            int unitLength = text.IndexOfAny(NumberCharacters);
            ReadOnlySpan<char> unitText = unitLength < 0 ? text : text[..unitLength];
            text = unitLength < 0 ? default : text[unitLength..];
            bool last = text.IsEmpty;
            long unit = UnitUs(unitText, bare: !any && last);
            if (unit == 0 || unit >= lastUnit || number.IsEmpty || number[0] == '.' || number[^1] == '.'
                || (number.Contains('.') && (any || !last)) || number.Length > 15
                || !decimal.TryParse(
                    number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value))
            {
                return false;
            }

            decimal us = value * unit;
            if (us > 366 * UsPerDay || us != decimal.Truncate(us))
            {
                return false;
            }

            durationUs += (long)us;
            lastUnit = unit;
            any = true;
        }

        return any && durationUs <= 366 * UsPerDay;
    }

    /// <summary>Writes a duration for people, at most three significant figures or two units.</summary>
    public static void Write(ref ByteWriter writer, long durationUs)
    {
        long us = Math.Max(0, durationUs);
        if (us < UsPerMs)
        {
            writer.Number(us);
            writer.Bytes("us"u8);
        }
        else if (us < UsPerSecond)
        {
            Tenths(ref writer, us, UsPerMs, "ms"u8);
        }
        else if (us < UsPerMinute)
        {
            Tenths(ref writer, us, UsPerSecond, "s"u8);
        }
        else
        {
            WriteTwoUnits(ref writer, us);
        }
    }

    /// <summary>The form of <see cref="Write"/> as a string, for output outside the loop.</summary>
    public static string Format(long durationUs)
    {
        Span<byte> buffer = stackalloc byte[32];
        ByteWriter writer = new(buffer);
        Write(ref writer, durationUs);
        return Encoding.ASCII.GetString(writer.Written);
    }

    private static void WriteTwoUnits(ref ByteWriter writer, long us)
    {
        if (us < UsPerHour)
        {
            Pair(ref writer, us / UsPerMinute, "m"u8, us % UsPerMinute / UsPerSecond, "s"u8);
        }
        else if (us < UsPerDay)
        {
            Pair(ref writer, us / UsPerHour, "h"u8, us % UsPerHour / UsPerMinute, "m"u8);
        }
        else
        {
            Pair(ref writer, us / UsPerDay, "d"u8, us % UsPerDay / UsPerHour, "h"u8);
        }
    }

    private static void Tenths(ref ByteWriter writer, long us, long unit, ReadOnlySpan<byte> name)
    {
        long whole = us / unit;
        long tenth = us % unit / (unit / 10);
        writer.Number(whole);
        if (tenth != 0 && whole < 100)
        {
            writer.Byte((byte)'.');
            writer.Number(tenth);
        }

        writer.Bytes(name);
    }

    private static void Pair(
        ref ByteWriter writer, long major, ReadOnlySpan<byte> majorName, long minor, ReadOnlySpan<byte> minorName)
    {
        writer.Number(major);
        writer.Bytes(majorName);
        if (minor != 0)
        {
            writer.Number(minor);
            writer.Bytes(minorName);
        }
    }

    private static long UnitUs(ReadOnlySpan<char> unit, bool bare) => unit switch
    {
        "" => bare ? UsPerSecond : 0,
        "us" => 1,
        "ms" => UsPerMs,
        "s" => UsPerSecond,
        "m" => UsPerMinute,
        "h" => UsPerHour,
        "d" => UsPerDay,
        _ => 0,
    };
}
