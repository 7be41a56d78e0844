using System;
using System.Collections.Generic;
using System.Globalization;
using LvsMon.Core.Values;

namespace LvsMon.Core.Config.Sections;

/// <summary>Reads single values within the limits that the catalogue gives their directive.</summary>
internal sealed class ValueReader(Diagnostics diagnostics)
{
    /// <summary>Where mistakes go.</summary>
    public Diagnostics Diagnostics { get; } = diagnostics;

    /// <summary>True when a word is the directive's <c>off</c>.</summary>
    public static bool IsOff(Word word) => word.Text == "off";

    /// <summary>A duration in microseconds.</summary>
    public bool TryDuration(Directive directive, Word word, out long durationUs)
    {
        if (!DurationText.TryParse(word.Text, out durationUs))
        {
            Diagnostics.Error(
                ConfigRules.BadDuration,
                word.Span,
                $"{ShownText.Quote(word.Text)} is not a duration; write a number of seconds or, with ms s m h d, "
                + $"{directive.Range}");
            return false;
        }

        return InRange(directive, word, durationUs, RangeRule(directive.Id, durationUs));
    }

    /// <summary>A duration that the kernel counts in seconds.</summary>
    public bool TrySeconds(Directive directive, Word word, out int seconds)
    {
        seconds = 0;
        if (!TryDuration(directive, word, out long us))
        {
            return false;
        }

        if (us % DurationText.UsPerSecond != 0)
        {
            long whole = us / DurationText.UsPerSecond;
            Diagnostics.Error(
                RangeRule(directive.Id, us),
                word.Span,
                $"the kernel counts {directive.Name} in whole seconds; write {whole}s or {whole + 1}s");
            return false;
        }

        seconds = (int)(us / DurationText.UsPerSecond);
        return true;
    }

    /// <summary>A whole number.</summary>
    public bool TryNumber(Directive directive, Word word, out long number)
    {
        if (!TryDigits(word.Text, out number))
        {
            Diagnostics.Error(
                ConfigRules.BadNumber,
                word.Span,
                $"{ShownText.Quote(word.Text)} is not a whole number; write {directive.Range}");
            return false;
        }

        return InRange(directive, word, number, RangeRule(directive.Id, number));
    }

    /// <summary>A whole number with a percent sign, within given limits.</summary>
    public bool TryPercentage(Directive directive, Word word, out int percent)
    {
        percent = 0;
        bool number = word.Text.EndsWith('%') && TryDigits(word.Text.AsSpan()[..^1], out long value)
            && (percent = (int)Math.Min(value, int.MaxValue)) >= 0;
        if (!number)
        {
            Diagnostics.Error(
                ConfigRules.BadNumber,
                word.Span,
                $"{ShownText.Quote(word.Text)} is not a percentage; write {directive.Range}");
            return false;
        }

        if (percent is < 1 or > 100)
        {
            ReportRange(ConfigRules.OutOfRange, directive, word);
            return false;
        }

        return true;
    }

    /// <summary>One word of a list.</summary>
    /// <returns>Its index, or -1 after reporting under <paramref name="rule"/>.</returns>
    public int Choice(IReadOnlyList<string> choices, Word word, string rule, string what)
    {
        for (int i = 0; i < choices.Count; i++)
        {
            if (choices[i] == word.Text)
            {
                return i;
            }
        }

        Diagnostics.Error(rule, word.Span, $"{what} {ShownText.Quote(word.Text)}; {Hint(choices, word.Text)}");
        return -1;
    }

    /// <summary>What to write instead of an unknown word: the nearest of some, or all of them.</summary>
    public string Hint(IReadOnlyList<string> choices, string word)
    {
        string? best = null;
        if (!Diagnostics.IsFull)
        {
            SpellingMatch match = new(word);
            foreach (string choice in choices)
            {
                if (match.Improves(choice))
                {
                    best = choice;
                }
            }
        }

        return best is null ? $"write {OneOf(choices)}" : $"did you mean \"{best}\"?";
    }

    /// <summary>A name that people see: printable ASCII, so that a log line shows it as it is.</summary>
    public bool TryLabel(Directive directive, Word word)
    {
        bool good = word.Text.Length >= directive.Min && word.Text.Length <= directive.Max
            && !word.Text.AsSpan().ContainsAnyExceptInRange(' ', '~') && word.Text.Trim().Length == word.Text.Length;
        if (!good)
        {
            Diagnostics.Error(
                ConfigRules.BadName,
                word.Span,
                $"{ShownText.Quote(word.Text)} cannot be a {directive.Name}; write {directive.Range}, printable ASCII, "
                + "no blank at its ends");
        }

        return good;
    }

    /// <summary>Reads digits only; what is beyond all limits is read as the largest number.</summary>
    private static bool TryDigits(ReadOnlySpan<char> text, out long number)
    {
        number = 0;
        if (text.IsEmpty || text.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            number = long.MaxValue;
        }

        return true;
    }

    private static string RangeRule(DirectiveId id, long value) => id switch
    {
        DirectiveId.Interval or DirectiveId.FastInterval or DirectiveId.DownInterval
            or DirectiveId.ServerConnectionInterval or DirectiveId.ServerDownRetryInterval
            when value == 0 => ConfigRules.IntervalZero,
        DirectiveId.Weight => ConfigRules.WeightRange,
        DirectiveId.Persistence => ConfigRules.PersistenceRange,
        _ => ConfigRules.OutOfRange,
    };

    private static string OneOf(IReadOnlyList<string> choices) => choices.Count switch
    {
        1 => choices[0],
        2 => $"{choices[0]} or {choices[1]}",
        _ => $"one of {string.Join(' ', choices)}",
    };

    private bool InRange(Directive directive, Word word, long value, string rule)
    {
        if (value >= directive.Min && value <= directive.Max)
        {
            return true;
        }

        ReportRange(rule, directive, word);
        return false;
    }

    private void ReportRange(string rule, Directive directive, Word word) => Diagnostics.Error(
        rule, word.Span, $"{directive.Name} cannot be {ShownText.Quote(word.Text)}; write {directive.Range}");
}
