using System;
using System.Globalization;

namespace LvsMon.Checks;

/// <summary>The accepted status codes of a protocol that counts from 100; written <c>200-299,304</c> or
/// <c>any</c>.</summary>
internal sealed class StatusSet
{
    private const int First = 100;

    private readonly bool[] _accepted;

    private StatusSet(int last)
    {
        _accepted = new bool[last + 1];
    }

    /// <summary>Reads a list of codes and ranges up to <paramref name="last"/>, or null when it is none.</summary>
    internal static StatusSet? Parse(string text, int last)
    {
        StatusSet set = new(last);
        foreach (string part in (text == "any" ? $"{First}-{last}" : text).Split(','))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2 || !TryCode(ends[0], last, out int from) || !TryCode(ends[^1], last, out int to)
                || from > to)
            {
                return null;
            }

            set._accepted.AsSpan(from..(to + 1)).Fill(true);
        }

        return set;
    }

    /// <summary>True when the code is accepted; one past the last never is.</summary>
    internal bool Contains(int code) => code < _accepted.Length && _accepted[code];

    private static bool TryCode(string text, int last, out int code) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out code) && code >= First && code <= last;
}
