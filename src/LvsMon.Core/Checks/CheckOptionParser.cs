using System;
using System.Collections.Generic;
using System.Linq;
using LvsMon.Core.Config;

namespace LvsMon.Core.Checks;

/// <summary>
/// Turns the words after a check's name into values by the declared options. The configuration and the command line
/// read the same words with it, so that both refuse the same things. Every mistake is reported, each at its word:
/// <c>check-option</c>, <c>unknown-check-option</c>, <c>check-option-value</c>, <c>repeated-check-option</c>,
/// <c>missing-check-option</c>.
/// </summary>
public sealed class CheckOptionParser
{
    private const string Prefix = "--";

    private readonly IReadOnlyList<CheckOption> _declared;
    private readonly Diagnostics _diagnostics;
    private readonly CheckOptionValues _values = new();
    private bool _isInBlock;

    private CheckOptionParser(IReadOnlyList<CheckOption> declared, Diagnostics diagnostics)
    {
        _declared = declared;
        _diagnostics = diagnostics;
    }

    /// <summary>Reads the words of a check and the lines of its block.</summary>
    /// <param name="words">The words after the check's name.</param>
    /// <param name="lines">The lines of its block, which come after them.</param>
    /// <param name="declared">The options known here: the plugin's and those common to all checks.</param>
    /// <param name="check">Where the check stands; a missing option is reported there.</param>
    /// <param name="diagnostics">Takes every mistake.</param>
    /// <returns>The values that were right; to be compiled only if nothing was reported.</returns>
    public static CheckOptionValues Parse(
        IReadOnlyList<Word> words,
        IReadOnlyList<OptionLine> lines,
        IReadOnlyList<CheckOption> declared,
        SourceSpan check,
        Diagnostics diagnostics)
    {
        CheckOptionParser parser = new(declared, diagnostics);
        int at = 0;
        while (at < words.Count)
        {
            at = parser.Read(words, at);
        }

        parser._isInBlock = true;
        foreach (OptionLine line in lines)
        {
            parser.Read(line);
        }

        foreach (CheckOption option in declared.Where(o => o.Required && !parser._values.Has(o)))
        {
            diagnostics.Error(CheckRules.MissingOption, check,
                $"this check needs {option.Name} {option.ValueName}".TrimEnd());
        }

        return parser._values;
    }

    /// <summary>Reads <c>--name value</c>, <c>--name=value</c> and flags.</summary>
    /// <param name="words">The words after the check's name.</param>
    /// <param name="declared">The options known here: the plugin's and those common to all checks.</param>
    /// <param name="check">Where the check stands; a missing option is reported there.</param>
    /// <param name="diagnostics">Takes every mistake.</param>
    /// <returns>The values that were right; to be compiled only if nothing was reported.</returns>
    public static CheckOptionValues Parse(
        IReadOnlyList<Word> words, IReadOnlyList<CheckOption> declared, SourceSpan check, Diagnostics diagnostics) =>
        Parse(words, [], declared, check, diagnostics);

    private void Read(OptionLine line)
    {
        CheckOption? option = _declared.FirstOrDefault(o => Shown(o) == line.Name.Text);
        if (option is null)
        {
            ReportUnknown(line.Name, line.Name.Text);
        }
        else if (option.IsFlag && line.Value is { } extra)
        {
            _diagnostics.Error(CheckRules.OptionValue, extra.Span, $"{Shown(option)} takes no value");
        }
        else if (!option.IsFlag && line.Value is null)
        {
            _diagnostics.Error(CheckRules.OptionValue, line.Name.Span,
                $"{Shown(option)} needs a value, {option.ValueName}");
        }
        else
        {
            Add(option, line.Name, line.Value ?? line.Name);
        }
    }

    // As it is written where it is read.
    private string Shown(CheckOption option) => _isInBlock ? option.Name[Prefix.Length..] : option.Name;

    // Reads the option at a place and returns the place after it and its value.
    private int Read(IReadOnlyList<Word> words, int at)
    {
        Word word = words[at];
        if (!LooksLikeOption(word.Text))
        {
            _diagnostics.Error(CheckRules.Option, word.Span,
                $"{ShownText.Quote(word.Text)} belongs to no option; the options of a check begin with --");
            return at + 1;
        }

        int equals = word.Text.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? word.Text : word.Text[..equals];
        CheckOption? option = _declared.FirstOrDefault(o => o.Name == name);
        if (option is null)
        {
            ReportUnknown(word, name);
            return equals < 0 ? AfterValuesOfUnknown(words, at + 1) : at + 1;
        }

        if (equals >= 0)
        {
            AddJoined(option, word, equals);
            return at + 1;
        }

        if (option.IsFlag)
        {
            Add(option, word, word);
            return at + 1;
        }

        if (at + 1 == words.Count || IsBareOption(words[at + 1]))
        {
            ReportValueMissing(option, word, at + 1 == words.Count ? null : words[at + 1].Text);
            return at + 1;
        }

        Add(option, word, words[at + 1]);
        return at + 2;
    }

    private void AddJoined(CheckOption option, Word word, int equals)
    {
        if (option.IsFlag)
        {
            _diagnostics.Error(CheckRules.OptionValue, word.Span, $"{option.Name} takes no value");
            return;
        }

        // Only a word written as it reads has its value at a known column: quotes and escapes shift it.
        bool plain = !word.Quoted && word.Span.Length == word.Text.Length;
        SourceSpan span = plain && equals + 1 < word.Text.Length
            ? word.Span with { Column = word.Span.Column + equals + 1, Length = word.Span.Length - equals - 1 }
            : word.Span;
        Add(option, word, new Word(word.Text[(equals + 1)..], span, word.Quoted));
    }

    private void Add(CheckOption option, Word name, Word value)
    {
        if (!option.Repeatable && _values.Has(option))
        {
            _diagnostics.Error(CheckRules.RepeatedOption, name.Span,
                $"{Shown(option)} stands twice in this check; keep one");
            return;
        }

        if (option.Choices.Count > 0 && !option.Choices.Contains(value.Text, StringComparer.Ordinal))
        {
            _diagnostics.Error(CheckRules.OptionValue, value.Span,
                $"{Shown(option)} is one of {string.Join(", ", option.Choices)}, not {ShownText.Quote(value.Text)}"
                + Hint(value.Text, option.Choices));
            return;
        }

        _values.Add(option, value);
    }

    private void ReportUnknown(Word word, string name)
    {
        List<string> names = [.. _declared.Select(Shown)];
        string hint = _isInBlock && _declared.Any(o => o.Name == name)
            ? "; in a block it stands without --"
            : Hint(name, names);
        if (hint.Length == 0)
        {
            hint = names.Count == 0 ? "; this check takes none" : $"; this check takes {string.Join(", ", names)}";
        }

        _diagnostics.Error(CheckRules.UnknownOption, word.Span, $"unknown option {ShownText.Quote(name)}{hint}");
    }

    private void ReportValueMissing(CheckOption option, Word word, string? next)
    {
        string hint = next is null || _declared.Any(o => o.Name == next.Split('=')[0])
            ? ""
            : $"; a value that begins with -- is written {option.Name}={option.ValueName} or in quotes";
        _diagnostics.Error(CheckRules.OptionValue, word.Span, $"{option.Name} needs a value, {option.ValueName}{hint}");
    }

    // The value of an option that is not known cannot be told from a stray word: one mistake is reported, not two.
    private static int AfterValuesOfUnknown(IReadOnlyList<Word> words, int at)
    {
        while (at < words.Count && !LooksLikeOption(words[at].Text))
        {
            at++;
        }

        return at;
    }

    private static string Hint(string given, IReadOnlyList<string> known)
    {
        SpellingMatch match = new(given);
        string? nearest = null;
        foreach (string candidate in known)
        {
            if (match.Improves(candidate))
            {
                nearest = candidate;
            }
        }

        return nearest is null ? "" : $"; did you mean {ShownText.Quote(nearest)}?";
    }

    private static bool IsBareOption(Word word) => !word.Quoted && LooksLikeOption(word.Text);

    private static bool LooksLikeOption(string text) =>
        text.Length > Prefix.Length && text.StartsWith(Prefix, StringComparison.Ordinal);
}
