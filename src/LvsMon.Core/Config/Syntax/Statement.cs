using System.Collections.Generic;

namespace LvsMon.Core.Config.Syntax;

/// <summary>
/// One directive as it stands in a file: known, in a place where it may stand, with as many words as it takes. Its
/// values are not read yet.
/// </summary>
internal sealed class Statement(Directive directive, Word keyword, Word[] words)
{
    /// <summary>What the catalogue says of it.</summary>
    public Directive Directive { get; } = directive;

    /// <summary>Its name as written.</summary>
    public Word Keyword { get; } = keyword;

    /// <summary>The words after the name.</summary>
    public Word[] Words { get; } = words;

    /// <summary>A mistake in its line is reported already: its words count for nothing, its block does.</summary>
    public bool Damaged { get; init; }

    /// <summary>It stands again where it may stand once, and that is reported: its block is read, but for
    /// nothing.</summary>
    public bool Repeated { get; init; }

    /// <summary>What its block holds; null without a block.</summary>
    public List<Statement>? Body { get; set; }

    /// <summary>The options that its block holds; null without the block of a check.</summary>
    public OptionLines? Options { get; set; }

    /// <summary>From the name to the last word.</summary>
    public SourceSpan Span
    {
        get
        {
            SourceSpan last = Words.Length == 0 ? Keyword.Span : Words[^1].Span;
            return Keyword.Span with { Length = last.Column + last.Length - Keyword.Span.Column };
        }
    }
}
