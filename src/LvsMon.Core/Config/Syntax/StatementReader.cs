using System.Collections.Generic;

namespace LvsMon.Core.Config.Syntax;

/// <summary>
/// Makes a statement of the words of a line and opens its block. Where a line is wrong, what follows is read as it was
/// probably meant, so that one mistake gives one message.
/// </summary>
internal sealed class StatementReader(Diagnostics diagnostics)
{
    /// <summary>Reads one line that has at least one word.</summary>
    /// <returns>The statement, or null when the line is none.</returns>
    public Statement? Read(List<Word> words, bool damaged, LineShape shape, BlockStack blocks)
    {
        Word keyword = words[0];
        Directive? directive = blocks.PassingOver ? null : Find(keyword, shape, damaged, blocks);
        if (directive is null)
        {
            if (!blocks.PassingOver && blocks.Current.Options is { } options)
            {
                ReadOption(words, damaged, shape, options, blocks);
            }
            else if (shape.Open)
            {
                blocks.PassOver();
            }

            return null;
        }

        bool complete = damaged || CheckWords(directive, words);
        bool repeated = !directive.Repeatable && !blocks.Current.NoteFirst(directive.Id);
        if (repeated)
        {
            ReportRepeated(directive, keyword, blocks.Current);
        }

        Statement statement = new(directive, keyword, Arguments(directive, words))
        {
            Damaged = damaged || !complete,
            Repeated = repeated,
        };
        if (!repeated || shape.Open)
        {
            blocks.Current.Statements.Add(statement);
        }

        OpenBlock(statement, shape, blocks);
        return statement;
    }

    /// <summary>
    /// Looks whether a directive that needs a block has got one before what comes next. Without, and when the next line
    /// belongs into it, only its brace is missing.
    /// </summary>
    public void ExpectBlock(Statement? last, BlockStack blocks, Word? next)
    {
        if (last is not { Directive.Block: BlockUse.Must, Body: null })
        {
            return;
        }

        Directive directive = last.Directive;
        diagnostics.Error(
            ConfigRules.MissingBlock,
            last.Span,
            $"\"{directive.Name}\" needs a block: write \"{{\" at the end of this line and \"}}\" below what belongs "
            + "to it");
        OpenBlock block = Open(last);
        bool inside = next is { } word
            && (word.Text == "}" || (DirectiveCatalogue.Find(word.Text, directive.Body) is not null
                && (DirectiveCatalogue.Find(word.Text, blocks.Current.Kind) is null
                    || word.Span.Column > last.Keyword.Span.Column)));
        if (inside)
        {
            blocks.Push(block);
        }
    }

    /// <summary>An opening brace on a line of its own: taken for the statement before it.</summary>
    public void OpenLate(Statement? last, LineShape shape, BlockStack blocks)
    {
        if (blocks.PassingOver)
        {
            blocks.PassOver();
            return;
        }

        if (!shape.Misplaced)
        {
            diagnostics.Error(
                ConfigRules.MisplacedBrace,
                shape.Brace.Span,
                "\"{\" must stand at the end of the line of its directive");
        }

        if (last is { Directive.Block: not BlockUse.Never, Body: null })
        {
            blocks.Push(Open(last));
        }
        else
        {
            blocks.PassOver();
        }
    }

    private static OpenBlock Open(Statement statement)
    {
        statement.Body = [];
        OpenBlock block = new(statement.Directive.Body, statement.Keyword, statement.Body);
        statement.Options = block.Options;
        return block;
    }

    /// <summary>A line of a check's block: the name of an option and its value. Which options there are is not known
    /// here.</summary>
    private void ReadOption(
        List<Word> words, bool damaged, LineShape shape, OptionLines options, BlockStack blocks)
    {
        bool isTooLong = words.Count > 2 && !damaged;
        if (isTooLong)
        {
            diagnostics.Error(
                ConfigRules.ExtraWords,
                words[2].Span,
                $"{ShownText.Quote(words[2].Text)} is a word too many; write an option and its value, in quotes when "
                + "it has blanks");
        }

        if (shape.Open)
        {
            RefuseBlock(words[0].Text, shape, blocks);
        }

        options.IsDamaged |= damaged || isTooLong || shape.Open;
        options.Lines.Add(new OptionLine(words[0], words.Count > 1 ? words[1] : null));
    }

    private static Word[] Arguments(Directive directive, List<Word> words)
    {
        int count = words.Count - 1;
        if (count > directive.MaxWords)
        {
            count = directive.MaxWords;
        }

        if (count == 0)
        {
            return [];
        }

        Word[] arguments = new Word[count];
        words.CopyTo(1, arguments, 0, count);
        return arguments;
    }

    private Directive? Find(Word keyword, LineShape shape, bool damaged, BlockStack blocks)
    {
        BlockKinds block = blocks.Current.Kind;
        Directive? directive = DirectiveCatalogue.Find(keyword.Text, block);
        if (directive is not null)
        {
            return directive;
        }

        Directive? elsewhere = DirectiveCatalogue.Find(keyword.Text);
        if (elsewhere is not null && blocks.CloseFor(elsewhere, keyword))
        {
            return elsewhere;
        }

        if (damaged || block == BlockKinds.Check)
        {
            return null;
        }

        if (elsewhere is not null)
        {
            diagnostics.Error(
                ConfigRules.MisplacedDirective,
                keyword.Span,
                $"\"{keyword.Text}\" does not belong {BlockNames.In(block)}; "
                + $"it belongs {BlockNames.In(elsewhere.Blocks)}");
            return null;
        }

        // A block of a misspelt directive is read as that of the one that was meant.
        Directive? near = diagnostics.IsFull ? null : DirectiveCatalogue.Suggest(keyword.Text, block);
        ReportUnknown(keyword, block, near);
        return shape.Open && near is { Block: not BlockUse.Never } && (near.Blocks & block) != 0 ? near : null;
    }

    private void ReportUnknown(Word keyword, BlockKinds block, Directive? near)
    {
        string where = block == BlockKinds.Top ? "" : $" in {BlockNames.Of(block)}";
        string hint = "";
        if (near is not null)
        {
            string place = (near.Blocks & block) != 0 ? "" : $" {BlockNames.In(near.Blocks)}";
            hint = $"; did you mean \"{near.Name}\"{place}?";
        }

        diagnostics.Error(
            ConfigRules.UnknownDirective,
            keyword.Span,
            $"unknown directive {ShownText.Quote(keyword.Text)}{where}{hint}");
    }

    private bool CheckWords(Directive directive, List<Word> words)
    {
        int count = words.Count - 1;
        if (count < directive.MinWords)
        {
            diagnostics.Error(
                ConfigRules.MissingValue,
                words[^1].Span,
                $"{(count == 0 ? "a value is" : "something is")} missing after {ShownText.Quote(words[^1].Text)}; "
                + $"write {directive.Syntax}");
            return false;
        }

        if (count > directive.MaxWords)
        {
            Word extra = words[directive.MaxWords + 1];
            diagnostics.Error(
                ConfigRules.ExtraWords,
                extra.Span,
                $"{ShownText.Quote(extra.Text)} is a word too many; write {directive.Syntax}");
        }

        return true;
    }

    private void ReportRepeated(Directive directive, Word keyword, OpenBlock block)
    {
        Statement? first = block.Statements.Find(s => s.Directive == directive);
        string place = first is null || first.Keyword.Span.File != keyword.Span.File
            ? "before"
            : $"in line {first.Keyword.Span.Line}";
        string where = block.Kind == BlockKinds.Top ? "" : " of this block";
        diagnostics.Error(
            ConfigRules.RepeatedDirective,
            keyword.Span,
            $"\"{directive.Name}\" stands {place}{where} already; write it once");
    }

    private void OpenBlock(Statement statement, LineShape shape, BlockStack blocks)
    {
        Directive directive = statement.Directive;
        if (!shape.Open)
        {
            return;
        }

        if (directive.Block == BlockUse.Never)
        {
            RefuseBlock(directive.Name, shape, blocks);
            return;
        }

        blocks.Push(Open(statement));
    }

    /// <summary>A block after a directive that takes none is reported and passed over.</summary>
    private void RefuseBlock(string name, LineShape shape, BlockStack blocks)
    {
        // A brace in the middle of the line was a value rather than the start of a block.
        if (!shape.Misplaced || shape.CloseAfter)
        {
            blocks.PassOver();
        }

        if (!shape.Misplaced)
        {
            diagnostics.Error(
                ConfigRules.UnexpectedBlock,
                shape.Brace.Span,
                $"{ShownText.Quote(name)} takes no block; remove \"{{\" and \"}}\"");
        }
    }
}
