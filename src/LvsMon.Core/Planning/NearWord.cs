using System.Collections.Generic;
using LvsMon.Core.Config;

namespace LvsMon.Core.Planning;

/// <summary>The message for a word that is none of those known, with what was probably meant.</summary>
internal static class NearWord
{
    /// <summary>A sentence: the nearest known word, or all of them when none is near.</summary>
    internal static string Unknown(string what, string word, IReadOnlyList<string> known)
    {
        SpellingMatch match = new(word);
        string? near = null;
        foreach (string candidate in known)
        {
            if (match.Improves(candidate))
            {
                near = candidate;
            }
        }

        return near is not null
            ? $"unknown {what} {ShownText.Quote(word)}; did you mean {ShownText.Quote(near)}?"
            : $"unknown {what} {ShownText.Quote(word)}; known are {string.Join(", ", known)}";
    }
}
