using System;
using System.Collections.Generic;
using LvsMon.Core.Config.Syntax;

namespace LvsMon.Core.Config.Sections;

/// <summary>Reads the <c>on-failure</c> lines of one block. Whether a cause exists is not looked at here.</summary>
internal sealed class FailureReader(ValueReader values)
{
    private readonly List<FailureRule> _rules = [];
    private readonly Dictionary<string, int> _lineOfCause = new(StringComparer.Ordinal);

    /// <summary>The lines in order.</summary>
    public IReadOnlyList<FailureRule> Rules => _rules;

    public void Read(Statement statement)
    {
        if (statement.Damaged)
        {
            return;
        }

        Word[] words = statement.Words;
        int action = values.Choice(
            statement.Directive.Choices, words[0], ConfigRules.UnknownWord, "unknown action");
        if (action < 0)
        {
            return;
        }

        if (words.Length == 1)
        {
            // The line for all other causes stands under the empty name.
            NoteCause("", statement.Span);
        }

        for (int i = 1; i < words.Length; i++)
        {
            NoteCause(words[i].Text, words[i].Span);
        }

        _rules.Add(new FailureRule((FailureAction)action, words[1..]));
    }

    private void NoteCause(string cause, SourceSpan span)
    {
        if (_lineOfCause.TryAdd(cause, span.Line))
        {
            return;
        }

        string what = cause.Length == 0 ? "failures without a line of their own have" : $"{ShownText.Quote(cause)} has";
        values.Diagnostics.Error(
            ConfigRules.RepeatedCause,
            span,
            $"{what} an action in line {_lineOfCause[cause]} already; keep one of them");
    }
}
