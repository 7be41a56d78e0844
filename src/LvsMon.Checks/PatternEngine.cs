using System;
using System.Text.RegularExpressions;

namespace LvsMon.Checks;

/// <summary>Makes regular expressions that do not backtrack, and has their engine ready before the first.</summary>
internal static class PatternEngine
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>
    /// Once in a process. The first matches compile the engine's code, which takes longer than a match may: that must
    /// not be charged to a server. One text would not do, because most of the code runs only where a pattern finds
    /// something.
    /// </summary>
    static PatternEngine()
    {
        foreach (string pattern in (string[])["^2(5|2)0 a*", "<([^>]+)>$", ".*é|b\\b"])
        {
            Regex regex = new(pattern, Options);
            foreach (string text in (string[])["220 aab <c>", "no é", "<<", ""])
            {
                regex.IsMatch(text.AsSpan());
                regex.Match(text);
            }
        }
    }

    /// <summary>Makes one.</summary>
    /// <exception cref="RegexParseException">The pattern is none.</exception>
    /// <exception cref="NotSupportedException">It needs backtracking.</exception>
    internal static Regex Make(string pattern, TimeSpan timeout) => new(pattern, Options, timeout);
}
