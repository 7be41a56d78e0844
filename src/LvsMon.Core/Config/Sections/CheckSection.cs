using System;
using System.Collections.Generic;
using LvsMon.Core.Config.Syntax;

namespace LvsMon.Core.Config.Sections;

/// <summary>
/// Collects the named checks and resolves <c>check</c> lines. Plugins and their options are not looked at here.
/// </summary>
internal sealed class CheckSection(Diagnostics diagnostics)
{
    /// <summary>Null stands for a named check whose line is wrong.</summary>
    private readonly Dictionary<string, NamedCheck?> _byName = new(StringComparer.Ordinal);

    private readonly List<NamedCheck> _inOrder = [];

    /// <summary>The named checks in file order.</summary>
    public IReadOnlyList<NamedCheck> Named => _inOrder;

    /// <summary>Reads <c>check NAME PLUGIN …</c>.</summary>
    public void Define(Statement statement)
    {
        if (statement.Words.Length == 0)
        {
            return;
        }

        Word name = statement.Words[0];
        if (_byName.TryGetValue(name.Text, out NamedCheck? first))
        {
            string place = first is null ? "above" : $"in line {first.Name.Span.Line}";
            diagnostics.Error(
                ConfigRules.DuplicateCheck,
                name.Span,
                $"a check {ShownText.Quote(name.Text)} is defined {place} already; use another name");
            return;
        }

        NamedCheck? check = IsDamaged(statement)
            ? null
            : new NamedCheck(name, Reference(statement.Words.AsSpan(1), statement.Options));
        _byName.Add(name.Text, check);
        if (check is not null)
        {
            _inOrder.Add(check);
        }
    }

    /// <summary>Reads <c>check NAME</c> or <c>check PLUGIN …</c> of a block.</summary>
    /// <returns>The check, or null when it is wrong and that is reported.</returns>
    public CheckReference? Read(Statement statement)
    {
        if (IsDamaged(statement))
        {
            return null;
        }

        if (!_byName.TryGetValue(statement.Words[0].Text, out NamedCheck? named))
        {
            return Reference(statement.Words, statement.Options);
        }

        SourceSpan? extra = statement.Words.Length > 1 ? statement.Words[1].Span
            : statement.Options is { Lines: [OptionLine line, ..] } ? line.Name.Span
            : null;
        if (extra is { } span)
        {
            diagnostics.Error(
                ConfigRules.ExtraWords,
                span,
                $"the check {ShownText.Quote(statement.Words[0].Text)} has its options where it is defined; "
                + "write them there, or a check of its own");
        }

        return named?.Check;
    }

    private static bool IsDamaged(Statement statement) =>
        statement.Damaged || statement.Options is { IsDamaged: true };

    private static CheckReference Reference(ReadOnlySpan<Word> words, OptionLines? options) =>
        new(words[0], words[1..].ToArray()) { Lines = options?.Lines ?? [] };
}
