using System;
using System.Collections.Generic;
using System.Linq;
using LvsMon.Core.Config;

namespace LvsMon.Core.Checks;

/// <summary>The options given to a check, in the order given. The word of a flag is the flag itself.</summary>
public sealed class CheckOptionValues
{
    private readonly List<GivenOption> _given = [];
    private readonly Dictionary<CheckOption, byte[]> _contents = [];

    /// <summary>The steps in the order given.</summary>
    public IReadOnlyList<GivenOption> Steps => [.. _given.Where(g => g.Option.IsStep)];

    /// <summary>Adds a given option.</summary>
    public void Add(CheckOption option, Word value) => _given.Add(new GivenOption(option, value));

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

    /// <summary>The content of the file that the option names, empty when it was not given.</summary>
    public ReadOnlyMemory<byte> Content(CheckOption option) => _contents.GetValueOrDefault(option) ?? [];

    /// <summary>Puts a file's content beside its option.</summary>
    public void SetContent(CheckOption option, byte[] content) => _contents[option] = content;

    /// <summary>The given options that name a file.</summary>
    public IReadOnlyList<CheckOption> GivenFiles() => [.. _given.Select(g => g.Option).Where(o => o.IsFile)];

    /// <summary>All values of a repeatable option.</summary>
    public IReadOnlyList<Word> All(CheckOption option) =>
        _given.FindAll(g => g.Option == option).ConvertAll(g => g.Value);

    /// <summary>
    /// Name and value of everything given or taken by default, in the order of the declarations and quoted, so that the
    /// same options in another order, or with a default written out, are the same check. The steps follow in the order
    /// given. Of a file the path stands here, never its content: this text goes to logs.
    /// </summary>
    public string Canonical(IReadOnlyList<CheckOption> declared) => string.Join(
        ' ', declared.Where(o => !o.IsStep).SelectMany(Canonical).Concat(Steps.Select(Written)));

    private IEnumerable<string> Canonical(CheckOption option)
    {
        IEnumerable<string> given = _given.Where(g => g.Option == option).Select(g => g.Value.Text);
        if (option.Default is not null && !Has(option))
        {
            given = [option.Default];
        }

        return given.Select(text => Written(option, text));
    }

    private static string Written(GivenOption given) => Written(given.Option, given.Value.Text);

    private static string Written(CheckOption option, string text) =>
        option.IsFlag ? option.Name : $"{option.Name} {Quoted(text)}";

    private static string Quoted(string text)
    {
        string escaped = text
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{escaped}\"";
    }
}
