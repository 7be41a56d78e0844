using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace LvsMon.Checks.Tests.Http;

/// <summary>
/// A kind of answer on which parsers differ, and on which side lvsmon stands. Each name stands in
/// docs/reference/checks.md with its reason.
/// </summary>
/// <param name="Name">In kebab case.</param>
/// <param name="Passes">True when lvsmon takes what a source refuses.</param>
/// <param name="Answer">Finds such answers.</param>
internal sealed record CorpusDecision(string Name, bool Passes, Regex Answer)
{
    private const string Line = @"HTTP/1\.[0-9] [1-9][0-9]{2}(?: [^\r\n]*)?\r?\n";
    private const string Fields = @"(?:[^\r\n:]+:[^\r\n]*\r?\n)*";
    private const string Whole = "^" + Line + @"(?:[^\r\n:]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)*\r?\n";

    /// <summary>All of them, the narrow ones first.</summary>
    internal static IReadOnlyList<CorpusDecision> All { get; } =
    [
        Take("line-feed-alone", @"^HTTP/1[^\n]*(?<!\r)\n|^HTTP/1[^\n]*\n(?:[^\n]+\n)*?(?:[^\n]*[^\r\n])?\n"),
        Take("minor-version", @"^HTTP/1\.[2-9] "),
        Take("folded-field", @"^HTTP/1[^\n]*\n(?:[^\r\n]+\r?\n)*?[^\r\n]+\r?\n[ \t]"),
        Take("no-reason-phrase", @"^HTTP/1\.[0-9] [0-9]{3}\r?\n"),
        Take("free-text",
            @"^HTTP/1\.[0-9] [0-9]{3} (?:[ \t:]|[^\r\n]*[ \t:]\r)|^[^\n]+\n(?:[^\r\n]+\r\n)*?X-Frame[^\r\n]*\r"),
        Take("long-line", @"^[^\n]{8000}"),
        Take("body-not-judged", Whole),
        Refuse("header-cut", $"^(?:{Line}{Fields}\\r?\\n)*(?:{Line}{Fields}[^\\n]*)?$"),
        Refuse("other-version", @"^HTTP/(?!1\.[0-9] )"),
        Refuse("no-status-line", @"^(?!HTTP/)[^\r\n]"),
        Refuse("line-end-before", @"^[\r\n]|^(?:[^\n]+\n)*\r?\n\r\nHTTP"),
        Refuse("several-blanks", @"^HTTP/1\.[0-9] {2}"),
        Refuse("code-range", @"^HTTP/1\.[0-9] (?:0|[0-9]{1,2} |[6-9][0-9]{2} )"),
        Refuse("controls",
            @"^[^\n]*(?:[\0-\x08\x0B\x0C\x0E-\x1F\x7F]|\r[^\n])|^[^\n]*\n[^\n]*[\0-\x08\x0B\x0C\x0E-\x1F\x7F]"),
        Refuse("field-name", @"^HTTP/1[^\n]*\n(?:[^\r\n]+\r?\n)*?[^:\r\n]*[ \t\0-\x1F][^:\r\n]*:"),
        Refuse("blank-before-fields", @"^HTTP/1[^\n]*\n[ \t]"),
    ];

    private static CorpusDecision Take(string name, string answer) => new(name, Passes: true, new Regex(answer));

    private static CorpusDecision Refuse(string name, string answer) => new(name, Passes: false, new Regex(answer));
}
