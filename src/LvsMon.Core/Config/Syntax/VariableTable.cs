using System;
using System.Collections.Generic;

namespace LvsMon.Core.Config.Syntax;

/// <summary>The variables of <c>set</c>, for all files of a configuration.</summary>
internal sealed class VariableTable
{
    private readonly Dictionary<string, (string? Value, SourceSpan Span)> _values = new(StringComparer.Ordinal);

    /// <summary>A letter or underscore, then letters, digits, underscores and dashes; ASCII.</summary>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || !(char.IsAsciiLetter(name[0]) || name[0] == '_'))
        {
            return false;
        }

        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not '_' and not '-')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Sets a variable; null when the line that sets it is wrong.</summary>
    /// <returns>False, and where it is set, when it is set already.</returns>
    public bool TryAdd(string name, string? value, SourceSpan span, out SourceSpan first)
    {
        if (_values.TryGetValue(name, out (string? Value, SourceSpan Span) known))
        {
            first = known.Span;
            return false;
        }

        first = span;
        _values.Add(name, (value, span));
        return true;
    }

    /// <summary>Finds a variable; its value is null when the line that sets it is wrong.</summary>
    public bool TryFind(ReadOnlySpan<char> name, out string? value)
    {
        bool found = _values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(
            name, out (string? Value, SourceSpan Span) known);
        value = known.Value;
        return found;
    }

    /// <summary>The name that was probably meant, or null.</summary>
    public string? Suggest(ReadOnlySpan<char> name)
    {
        SpellingMatch match = new(name);
        string? best = null;
        foreach (string known in _values.Keys)
        {
            if (match.Improves(known))
            {
                best = known;
            }
        }

        return best;
    }
}
