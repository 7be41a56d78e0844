using System;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace LvsMon.Checks.Http;

/// <summary>A field of the request.</summary>
internal sealed record HeaderLine(string Name, string Value)
{
    /// <summary>Reads <c>Name: value</c>; a value cannot break out of its line.</summary>
    internal static bool TryParse(string text, [NotNullWhen(true)] out HeaderLine? header)
    {
        header = null;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !HttpBytes.IsToken(text[..colon]))
        {
            return false;
        }

        string value = text[(colon + 1)..].Trim(' ', '\t');
        if (value.Any(c => c != '\t' && char.IsControl(c)) || value.Any(char.IsSurrogate))
        {
            return false;
        }

        header = new HeaderLine(text[..colon], value);
        return true;
    }

    /// <summary>True when the name is this one; case does not matter.</summary>
    internal bool IsNamed(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
