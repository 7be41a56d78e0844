using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using LvsMon.Core.Config.Syntax;
using LvsMon.Core.Values;

namespace LvsMon.Core.Config.Sections;

/// <summary>Reads the <c>notify</c> lines of one block. Whether the program is there is not looked at here.</summary>
internal sealed class NotifyReader(ValueReader values)
{
    private readonly List<NotifyLine> _lines = [];
    private int _count;
    private bool _isOff;

    /// <summary>The lines in order; none after <c>notify off</c>.</summary>
    public IReadOnlyList<NotifyLine> Lines => _lines;

    public void Read(Statement statement)
    {
        if (statement.Damaged)
        {
            return;
        }

        Word[] words = statement.Words;
        int what = values.Choice(statement.Directive.Choices, words[0], ConfigRules.UnknownWord, "unknown event");
        if (what < 0)
        {
            return;
        }

        bool isOff = ValueReader.IsOff(words[0]);
        _count++;
        if (_count > 1 && (isOff || _isOff))
        {
            Refuse(ConfigRules.RepeatedDirective, words[0], "notify off stands alone; remove it or the other lines");
        }
        else if (_count == NotifyLine.MaxLines + 1)
        {
            Refuse(ConfigRules.OutOfRange, words[0], $"a block has at most {NotifyLine.MaxLines} notify lines");
        }
        else if (isOff && words.Length > 1)
        {
            Refuse(ConfigRules.ExtraWords, words[1], $"{ShownText.Quote(words[1].Text)} is a word too many after off");
        }
        else if (!isOff && words.Length == 1)
        {
            Refuse(
                ConfigRules.MissingValue,
                words[0],
                $"the program is missing; write for example notify {words[0].Text} /usr/local/bin/page");
        }
        else if (!isOff && TryProgram(words.AsSpan(1), out ExternalProgram? program))
        {
            _lines.Add(new NotifyLine((NotifyEvent)what, program!, words[1].Span));
        }

        _isOff |= isOff;
    }

    private bool TryProgram(ReadOnlySpan<Word> words, out ExternalProgram? program)
    {
        string path = words[0].Text;
        int bytes = Encoding.UTF8.GetByteCount(path) + 1;
        bool hasNul = path.Contains('\0');
        List<ReadOnlyMemory<byte>> arguments = [];
        foreach (Word word in words[1..])
        {
            byte[] argument = ByteText.ToBytes(word.Text);
            hasNul |= argument.AsSpan().Contains((byte)0);
            bytes += argument.Length + 1;
            arguments.Add(argument);
        }

        program = new ExternalProgram(path, arguments);
        if (!path.StartsWith('/'))
        {
            Refuse(ConfigRules.BadPath, words[0], $"{ShownText.Quote(path)}: write the whole path, from / on");
            return false;
        }

        if (hasNul)
        {
            Refuse(ConfigRules.BadPath, words[0], "a NUL byte would end a word of the program; write it otherwise");
            return false;
        }

        if (arguments.Count > ExternalProgram.MaxArguments || bytes > ExternalProgram.MaxBytes)
        {
            Refuse(
                ConfigRules.OutOfRange,
                words[0],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a program takes at most {ExternalProgram.MaxArguments} arguments, and {ExternalProgram.MaxBytes} "
                    + $"bytes with its path"));
            return false;
        }

        return true;
    }

    private void Refuse(string rule, Word word, string message) => values.Diagnostics.Error(rule, word.Span, message);
}
