using System.Collections.Generic;

namespace LvsMon.Core.Config.Syntax;

/// <summary>
/// Takes the braces out of a line: <c>{</c> as its last word, <c>}</c> as its only one. Of the usual other ways to
/// write them it tells what is wrong and then does what was meant, so that one mistake gives one message.
/// </summary>
internal static class BraceReader
{
    private const string OpenRule = "\"{\" must be the last word of its line; put it in quotes where it is a value";
    private const string CloseRule = "\"}\" must stand alone on its line; put it in quotes where it is a value";

    public static LineShape Take(List<Word> words, bool damaged, Diagnostics diagnostics)
    {
        if (words.Count == 0)
        {
            return default;
        }

        Word first = words[0];
        if (!first.Quoted && first.Text.StartsWith('}'))
        {
            return TakeClosing(words, diagnostics);
        }

        int brace = words.FindIndex(static w => !w.Quoted && w.Text is ("{" or "}" or "{}"));
        if (brace < 0)
        {
            return TakeGlued(words, diagnostics);
        }

        Word found = words[brace];
        if (brace == words.Count - 1 && found.Text == "{")
        {
            words.RemoveAt(brace);
            return new LineShape(false, true, false, damaged, found);
        }

        Word last = words[^1];
        bool opens = found.Text != "}";
        bool closes = !opens || (!last.Quoted && last.Text is ("}" or "{}"));
        diagnostics.Error(ConfigRules.MisplacedBrace, found.Span, opens ? OpenRule : CloseRule);

        // Behind an option of a check it was meant as a value.
        opens &= closes || first.Text != "check" || !words[brace - 1].Text.StartsWith("--");
        words.RemoveRange(brace, words.Count - brace);
        return new LineShape(false, opens, closes, true, found);
    }

    private static LineShape TakeClosing(List<Word> words, Diagnostics diagnostics)
    {
        Word first = words[0];
        Word last = words[^1];
        bool alone = words.Count == 1 && first.Text.Length == 1;
        if (!alone)
        {
            diagnostics.Error(
                ConfigRules.MisplacedBrace, first.Text.Length > 1 ? first.Span : words[1].Span, CloseRule);
        }

        bool opens = words.Count > 1 && !last.Quoted && last.Text == "{";
        words.Clear();
        return new LineShape(true, opens, false, !alone, opens ? last : first);
    }

    /// <summary>A brace without a blank before it, at the end of a line where one is to be expected.</summary>
    private static LineShape TakeGlued(List<Word> words, Diagnostics diagnostics)
    {
        Word last = words[^1];
        if (last.Quoted || last.Text.Length < 2 || last.Text[^1] is not '{' and not '}')
        {
            return default;
        }

        Word cut = new(last.Text[..^1], last.Span with { Length = last.Span.Length - 1 }, Quoted: false);
        string keyword = words.Count == 1 ? cut.Text : words[0].Text;
        bool opens = last.Text[^1] == '{';
        bool block = DirectiveCatalogue.Find(keyword) is { Block: not BlockUse.Never };
        bool check = keyword is "check" or "set" or "include";

        // The brace behind a check's name or plugin; further on it may belong to a value.
        block &= keyword != "check" || (words.Count <= 3 && !cut.Text.StartsWith("--"));
        if (opens ? !block : check || cut.Text.Contains('{'))
        {
            return default;
        }

        words[^1] = cut;
        SourceSpan span = last.Span with { Column = last.Span.Column + cut.Span.Length, Length = 1 };
        diagnostics.Error(
            ConfigRules.MisplacedBrace, span, opens ? "a blank must stand before \"{\"" : CloseRule);
        return new LineShape(false, opens, !opens, true, new Word(opens ? "{" : "}", span, Quoted: false));
    }
}
