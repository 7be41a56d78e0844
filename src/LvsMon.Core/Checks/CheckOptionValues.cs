using System;
using System.Collections.Generic;
using System.Linq;
using LvsMon.Core.Config;

namespace LvsMon.Core.Checks;

/// <summary>The options given to a check, in the order given. The word of a flag is the flag itself.</summary>
public sealed class CheckOptionValues
{
    private readonly List<(CheckOption Option, Word Value)> _given = [];

    /// <summary>Adds a given option.</summary>
    public void Add(CheckOption option, Word value) => _given.Add((option, value));

    /// <summary>True when the option was given.</summary>
    public bool Has(CheckOption option) => _given.Any(g => g.Option == option);

    /// <summary>The value given, or null.</summary>
    public Word? Word(CheckOption option)
    {
        foreach ((CheckOption given, Word value) in _given)
        {
            if (given == option)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>The value given, or the declared default, or null.</summary>
    public string? Text(CheckOption option) => Word(option)?.Text ?? option.Default;

    /// <summary>All values of a repeatable option.</summary>
    public IReadOnlyList<Word> All(CheckOption option) =>
        [.. _given.Where(g => g.Option == option).Select(g => g.Value)];

    /// <summary>
    /// Name and value of everything given or taken by default, in the order of the declarations and quoted, so that the
    /// same options in another order, or with a default written out, are the same check.
    /// </summary>
    public string Canonical(IReadOnlyList<CheckOption> declared) =>
        string.Join(' ', declared.SelectMany(Canonical));

    private IEnumerable<string> Canonical(CheckOption option)
    {
        IEnumerable<string> given = All(option).Select(word => word.Text);
        if (option.Default is not null && !Has(option))
        {
            given = [option.Default];
        }

        return given.Select(text => option.IsFlag ? option.Name : $"{option.Name} {Quoted(text)}");
    }

    private static string Quoted(string text)
    {
        string escaped = text
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{escaped}\"";
    }
}
