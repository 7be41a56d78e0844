using System.Collections.Generic;
using LvsMon.Core.Config.Syntax;

namespace LvsMon.Core.Config.Sections;

/// <summary>Reads weight, thresholds and <c>unmonitored</c> on the line of a real server or in its block.</summary>
internal sealed class RealOptionReader(ValueReader values)
{
    private static readonly string[] Names = NamesOf(RealDirectives.All);

    /// <summary>Reads the words after the address.</summary>
    public void ReadLine(Statement statement, ref RealOptions options)
    {
        Word[] words = statement.Words;
        int i = 1;
        while (i < words.Length)
        {
            Word name = words[i];
            Directive? directive = OnLine(name.Text);
            if (directive is null)
            {
                ReportUnknown(name);
                i = SkipToOption(words, i + 1);
                continue;
            }

            if (directive.MinWords == 0)
            {
                Read(directive, name, null, ref options);
                i++;
            }
            else if (i + 1 == words.Length || OnLine(words[i + 1].Text) is not null)
            {
                values.Diagnostics.Error(
                    ConfigRules.MissingValue,
                    name.Span,
                    $"a value is missing after \"{name.Text}\"; write {directive.Syntax}");
                i++;
            }
            else
            {
                Read(directive, name, words[i + 1], ref options);
                i += 2;
            }
        }
    }

    /// <summary>Reads a statement of the block when it is one of these.</summary>
    public bool TryRead(Statement statement, ref RealOptions options)
    {
        if (OnLine(statement.Directive.Name) is null)
        {
            return false;
        }

        if (!statement.Damaged)
        {
            Word? value = statement.Words.Length > 0 ? statement.Words[0] : null;
            Read(statement.Directive, statement.Keyword, value, ref options);
        }

        return true;
    }

    private static string[] NamesOf(IReadOnlyList<Directive> directives)
    {
        string[] names = new string[directives.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = directives[i].Name;
        }

        return names;
    }

    private static Directive? OnLine(string name) => name switch
    {
        "weight" => DirectiveCatalogue.Get(DirectiveId.Weight),
        "upper" => DirectiveCatalogue.Get(DirectiveId.Upper),
        "lower" => DirectiveCatalogue.Get(DirectiveId.Lower),
        "unmonitored" => DirectiveCatalogue.Get(DirectiveId.Unmonitored),
        _ => null,
    };

    private static int SkipToOption(Word[] words, int from)
    {
        while (from < words.Length && OnLine(words[from].Text) is null)
        {
            from++;
        }

        return from;
    }

    private void Read(Directive directive, Word name, Word? value, ref RealOptions options)
    {
        if (!options.NoteFirst(directive.Id))
        {
            values.Diagnostics.Error(
                ConfigRules.RepeatedDirective,
                name.Span,
                $"\"{directive.Name}\" stands twice for this real server; write it once");
            return;
        }

        if (value is not { } word)
        {
            options.Unmonitored = true;
            return;
        }

        bool read = values.TryNumber(directive, word, out long number);
        switch (directive.Id)
        {
            case DirectiveId.Weight:
                options.Weight = read ? (int)number : options.Weight;
                break;
            case DirectiveId.Upper:
                options.Upper = read ? (int)number : 0;
                options.ThresholdBroken |= !read;
                break;
            default:
                options.Lower = read ? (int)number : 0;
                options.LowerSpan = word.Span;
                options.ThresholdBroken |= !read;
                break;
        }
    }

    private void ReportUnknown(Word word)
    {
        Directive? inBlock = DirectiveCatalogue.Find(word.Text, BlockKinds.Real);
        string message = inBlock is null
            ? $"unknown option {ShownText.Quote(word.Text)} of a real server; {values.Hint(Names, word.Text)}"
            : $"\"{word.Text}\" does not stand on the line; end it with \"{{\" and write it in the block";
        values.Diagnostics.Error(ConfigRules.UnknownOption, word.Span, message);
    }
}
