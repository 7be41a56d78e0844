using System;

namespace LvsMon.Checks;

/// <summary>
/// The first bytes of something a peer sends, kept in a check's buffer so that a failure can show them although they
/// came in pieces.
/// </summary>
internal static class Preview
{
    /// <summary>Bytes kept at most: what a log line shows of a peer.</summary>
    internal const int Bytes = 64;

    /// <summary>Keeps one byte while there is room.</summary>
    internal static void Add(Span<byte> area, scoped ref byte kept, byte value)
    {
        if (kept < Bytes)
        {
            area[kept++] = value;
        }
    }

    /// <summary>What was kept, made longer by what follows on the same line; without the line end.</summary>
    internal static ReadOnlySpan<byte> Line(Span<byte> area, scoped ref byte kept, scoped ReadOnlySpan<byte> rest)
    {
        foreach (byte value in rest)
        {
            if (value is (byte)'\r' or (byte)'\n' || kept == Bytes)
            {
                break;
            }

            area[kept++] = value;
        }

        return ((ReadOnlySpan<byte>)area[..kept]).TrimEnd("\r\n"u8);
    }
}
