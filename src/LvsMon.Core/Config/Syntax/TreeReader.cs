using System.Collections.Generic;

namespace LvsMon.Core.Config.Syntax;

/// <summary>
/// Reads a file and what it includes into the tree of its statements. Names, places and numbers of words are checked
/// here against the catalogue; values are not.
/// </summary>
internal sealed class TreeReader(SourceSet sources, ReadState state)
{
    private readonly List<string> _including = [];
    private readonly StatementReader _statements = new(state.Diagnostics);
    private bool _stopped;

    /// <summary>Reads the whole configuration.</summary>
    public List<Statement> Read(string path)
    {
        List<Statement> top = [];
        SourceText? source = sources.Fetch(path, asked: null);
        if (source is not null)
        {
            OpenBlock outside = new(BlockKinds.Top, default, top);
            ReadFile(source, outside);
        }

        return top;
    }

    private void ReadFile(SourceText source, OpenBlock outer)
    {
        _including.Add(IncludePath.Normalise(source.Path));
        LineLexer lexer = new(source, state);
        BlockStack blocks = new(outer, state.Diagnostics);
        Statement? last = null;
        while (lexer.Next())
        {
            if (state.Diagnostics.IsFull)
            {
                Stop(source, lexer);
                return;
            }

            LineShape shape = BraceReader.Take(lexer.Words, lexer.Damaged, state.Diagnostics);
            if (lexer.Words.Count == 0)
            {
                ReadBraces(shape, blocks, ref last);
                continue;
            }

            last = ReadStatement(source, lexer, shape, blocks, last);
            if (shape.CloseAfter)
            {
                blocks.Close(shape.Brace.Span);
            }
        }

        _statements.ExpectBlock(last, blocks, next: null);
        blocks.Finish();
        _including.RemoveAt(_including.Count - 1);
    }

    /// <summary>Ends the reading of all files: this is no configuration, or one mistake made a thousand
    /// times.</summary>
    private void Stop(SourceText source, LineLexer lexer)
    {
        if (!_stopped)
        {
            state.Diagnostics.LastError(
                ConfigRules.TooManyMistakes,
                source.Span(lexer.LineNumber, 0, 0),
                $"reading ends here, after {Diagnostics.Kept} mistakes");
        }

        _stopped = true;
    }

    /// <summary>A line of braces only, or one that has lost its words to a mistake.</summary>
    private void ReadBraces(LineShape shape, BlockStack blocks, ref Statement? last)
    {
        if (shape.CloseBefore)
        {
            _statements.ExpectBlock(last, blocks, next: shape.Brace);
            blocks.Close(shape.Brace.Span);
        }

        if (shape.Open)
        {
            _statements.OpenLate(shape.CloseBefore ? null : last, shape, blocks);
        }

        last = null;
    }

    private Statement? ReadStatement(
        SourceText source, LineLexer lexer, LineShape shape, BlockStack blocks, Statement? last)
    {
        _statements.ExpectBlock(last, blocks, lexer.Words[0]);
        Statement? statement = _statements.Read(lexer.Words, lexer.Damaged, shape, blocks);
        switch (statement?.Directive.Id)
        {
            case DirectiveId.Set when statement.Words.Length > 0:
                SetVariable(statement);
                break;
            case DirectiveId.Include when !statement.Damaged:
                Include(source, statement, blocks.Current);
                break;
        }

        return statement;
    }

    private void SetVariable(Statement statement)
    {
        // The name is known even when the value is wrong: its uses are no further mistakes.
        Word name = statement.Words[0];
        string? value = statement.Damaged ? null : statement.Words[1].Text;
        if (!VariableTable.IsName(name.Text))
        {
            state.Diagnostics.Error(
                ConfigRules.BadVariable,
                name.Span,
                $"{ShownText.Quote(name.Text)} is not a name for a variable; write letters, digits, _ and -");
        }
        else if (!state.Variables.TryAdd(name.Text, value, name.Span, out SourceSpan first))
        {
            string place = first.File == name.Span.File ? "" : $" of {ShownText.Quote(sources.Read[first.File].Path)}";
            state.Diagnostics.Error(
                ConfigRules.RepeatedVariable,
                name.Span,
                $"the variable \"{name.Text}\" is set in line {first.Line}{place} already; use another name");
        }
    }

    private void Include(SourceText source, Statement statement, OpenBlock block)
    {
        Word word = statement.Words[0];
        string path = IncludePath.Join(source.Path, word.Text);
        if (!IncludePath.IsPattern(path))
        {
            IncludeFile(path, word, block);
            return;
        }

        foreach (string match in sources.Match(path))
        {
            IncludeFile(match, word, block);
        }
    }

    private void IncludeFile(string path, Word word, OpenBlock block)
    {
        if (_including.Contains(IncludePath.Normalise(path)))
        {
            state.Diagnostics.Error(
                ConfigRules.IncludeLoop,
                word.Span,
                $"{ShownText.Quote(path)} is being read already; it would include itself");
        }
        else if (_including.Count >= state.Limits.Depth)
        {
            state.Diagnostics.Error(
                ConfigRules.IncludeDepth, word.Span, $"includes are nested deeper than {state.Limits.Depth} files");
        }
        else if (sources.Fetch(path, word.Span) is { } included)
        {
            ReadFile(included, block);
        }
    }
}
