using System;

namespace LvsMon.Core.Config;

/// <summary>
/// Finds the nearest of some known words to a misspelt one: at most one slip in words up to four letters, two in longer
/// ones. A slip is a letter too many, missing, wrong, or two swapped (optimal string alignment). Bounded: words over 40
/// letters match nothing.
/// </summary>
public ref struct SpellingMatch
{
    private const int Longest = 40;

    private readonly ReadOnlySpan<char> _word;
    private int _best;

    /// <summary>Starts without a match.</summary>
    public SpellingMatch(ReadOnlySpan<char> word)
    {
        _word = word;
        _best = word.Length switch
        {
            < 2 or > Longest => 0,
            <= 4 => 2,
            _ => 3,
        };
    }

    /// <summary>True when <paramref name="candidate"/> is near enough and nearer than all before it.</summary>
    public bool Improves(ReadOnlySpan<char> candidate)
    {
        if (_word.Equals(candidate, StringComparison.OrdinalIgnoreCase) && _best > 0)
        {
            _best = 0;
            return true;
        }

        if (candidate.Length > Longest || Math.Abs(candidate.Length - _word.Length) >= _best)
        {
            return false;
        }

        int distance = Distance(_word, candidate);
        if (distance >= _best || distance >= candidate.Length)
        {
            return false;
        }

        _best = distance;
        return true;
    }

    private static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        Span<int> rows = stackalloc int[3 * (Longest + 1)];
        int width = b.Length + 1;
        Span<int> before = rows[..width];
        Span<int> last = rows.Slice(width, width);
        Span<int> row = rows.Slice(2 * width, width);
        for (int j = 0; j < width; j++)
        {
            last[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j < width; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                int steps = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    steps = Math.Min(steps, before[j - 2] + 1);
                }

                row[j] = steps;
            }

            Span<int> recycled = before;
            before = last;
            last = row;
            row = recycled;
        }

        return last[b.Length];
    }
}
