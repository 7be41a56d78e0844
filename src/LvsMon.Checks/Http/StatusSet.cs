using System;
using System.Globalization;

namespace LvsMon.Checks.Http;

/// <summary>The accepted status codes, of 100 to 599; written <c>200-299,304</c> or <c>any</c>.</summary>
internal sealed class StatusSet
{
    private const int First = 100;
    private const int Last = 599;

    private readonly bool[] _accepted = new bool[Last + 1];

    private StatusSet()
    {
    }

    /// <summary>Reads a list of codes and ranges, or null when it is none.</summary>
    internal static StatusSet? Parse(string text)
    {
        StatusSet set = new();
        foreach (string part in (text == "any" ? "100-599" : text).Split(','))
        {
            string[] ends = part.Split('-');
            if (ends.Length > 2 || !TryCode(ends[0], out int from) || !TryCode(ends[^1], out int to) || from > to)
            {
                return null;
            }

            set._accepted.AsSpan(from..(to + 1)).Fill(true);
        }

        return set;
    }

    /// <summary>True when the code is accepted; one past 599 never is (RFC 9110 §15: treat it as 5xx).</summary>
    internal bool Contains(int code) => code <= Last && _accepted[code];

    private static bool TryCode(string text, out int code) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out code) && code is >= First and <= Last;
}
