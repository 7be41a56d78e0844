using System;
using System.Buffers;
using System.Collections.Generic;

namespace LvsMon.Core.Config.Syntax;

/// <summary>
/// Cuts a file into lines of words: blanks and tabs separate, <c>#</c> at the start of a word begins a comment, words
/// in double quotes may hold anything. Of each line only the first mistake is reported.
/// </summary>
internal sealed class LineLexer
{
    private static readonly SearchValues<char> PlainCharacters = SearchValues.Create(
        "!#%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private static readonly SearchValues<char> QuotedCharacters = SearchValues.Create(
        " !#%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private readonly SourceText _source;
    private readonly ReadState _state;
    private readonly WordBuilder _builder;
    private int _next;

    public LineLexer(SourceText source, ReadState state)
    {
        _source = source;
        _state = state;
        _builder = new WordBuilder(this, state);
    }

    /// <summary>The words of the line; the caller may change the list.</summary>
    public List<Word> Words { get; } = [];

    /// <summary>True when a mistake was reported in the line: its words must not be taken for what was meant.</summary>
    public bool Damaged { get; private set; }

    /// <summary>The number of the line, from 1.</summary>
    public int LineNumber => _next;

    /// <summary>Goes to the next line that has words.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool Next()
    {
        while (_next < _source.Lines.Count)
        {
            Words.Clear();
            Damaged = false;
            ReadWords(_source.Lines.Line(_next++));
            if (Words.Count > 0 || Damaged)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reports a mistake unless the line has one already.</summary>
    internal void Refuse(string rule, int start, int length, string message)
    {
        if (!Damaged)
        {
            _state.Diagnostics.Error(rule, _source.Span(LineNumber, start, length), message);
        }

        Damaged = true;
    }

    /// <summary>Marks the line as wrong because of a mistake that is reported elsewhere.</summary>
    internal void Spoil() => Damaged = true;

    private void ReadWords(ReadOnlySpan<char> line)
    {
        int at = 0;
        while (true)
        {
            int blanks = line[at..].IndexOfAnyExcept(' ', '\t');
            if (blanks < 0 || line[at + blanks] == '#')
            {
                return;
            }

            at += blanks;
            if (Words.Count == _state.Limits.WordsPerLine)
            {
                Refuse(
                    ConfigRules.LineTooLong,
                    at,
                    1,
                    $"a line has at most {_state.Limits.WordsPerLine} words; write several lines");
                return;
            }

            at = line[at] == '"' ? ReadQuoted(line, at) : ReadPlain(line, at);
        }
    }

    private int ReadPlain(ReadOnlySpan<char> line, int start)
    {
        int length = line[start..].IndexOfAny(' ', '\t');
        ReadOnlySpan<char> word = length < 0 ? line[start..] : line.Slice(start, length);
        bool plain = word.Length <= _state.Limits.WordLength && !word.ContainsAnyExcept(PlainCharacters);
        string text = plain ? _state.Strings.Get(word) : _builder.Plain(word, start);
        Words.Add(new Word(text, _source.Span(LineNumber, start, word.Length), Quoted: false));
        return start + word.Length;
    }

    private int ReadQuoted(ReadOnlySpan<char> line, int start)
    {
        ReadOnlySpan<char> inside = line[(start + 1)..];
        int length = inside.IndexOfAnyExcept(QuotedCharacters);
        string text;
        if (length >= 0 && inside[length] == '"' && length <= _state.Limits.WordLength)
        {
            text = _state.Strings.Get(inside[..length]);
        }
        else
        {
            text = _builder.Quoted(inside, start + 1, out length);
        }

        if (length < 0)
        {
            int written = line.TrimEnd().Length - start;
            Refuse(ConfigRules.UnclosedQuote, start, written, "a quoted word must end with \" on its line");
            ReadBraceAtEnd(line);
            return line.Length;
        }

        int end = start + length + 2;
        if (end < line.Length && line[end] is not ' ' and not '\t')
        {
            Refuse(
                ConfigRules.StrayQuote, end - 1, 1, "a blank must follow a quoted word; write \\\" for a quote in it");
            int blank = line[end..].IndexOfAny(' ', '\t');
            end = blank < 0 ? line.Length : end + blank;
        }

        Words.Add(new Word(text, _source.Span(LineNumber, start, end - start), Quoted: true));
        return end;
    }

    /// <summary>The brace after a word whose quote is not closed still opens its block.</summary>
    private void ReadBraceAtEnd(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> trimmed = line.TrimEnd();
        if (trimmed.EndsWith(" {"))
        {
            Words.Add(new Word("{", _source.Span(LineNumber, trimmed.Length - 1, 1), Quoted: false));
        }
    }
}
