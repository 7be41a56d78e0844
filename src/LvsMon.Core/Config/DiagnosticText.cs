using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace LvsMon.Core.Config;

/// <summary>
/// Writes diagnostics for people: place, message, the line with a caret under the mistake, and a last line with their
/// number.
/// </summary>
public static class DiagnosticText
{
    /// <summary>All diagnostics in file order with their lines, and the count.</summary>
    /// <param name="diagnostics">What was found.</param>
    /// <param name="files">The files of the configuration; the first one gives its name to the last line.</param>
    /// <returns>Lines that end with LF; empty when there is nothing to tell.</returns>
    public static string Format(Diagnostics diagnostics, IReadOnlyList<SourceFile> files)
    {
        StringBuilder text = new();
        foreach (Diagnostic diagnostic in diagnostics.InFileOrder)
        {
            text.Append(OneLine(diagnostic, files)).Append('\n');
            AppendExcerpt(text, diagnostic.Span, files);
        }

        if (diagnostics.NotKept > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{diagnostics.NotKept} more are not shown\n");
        }

        if (diagnostics.ErrorCount + diagnostics.WarningCount > 0)
        {
            text.Append(Summary(diagnostics, files)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>One diagnostic without its line: <c>lvsmon.conf:1:13: error: what, and what to write
    /// instead</c>.</summary>
    public static string OneLine(Diagnostic diagnostic, IReadOnlyList<SourceFile> files)
    {
        StringBuilder text = new();
        ShownText.Append(text, PathOf(diagnostic.Span.File, files));
        string severity = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        return text
            .Append(CultureInfo.InvariantCulture, $":{diagnostic.Span.Line}:{diagnostic.Span.Column}: {severity}: ")
            .Append(diagnostic.Message)
            .ToString();
    }

    /// <summary>The count: <c>4 errors in lvsmon.conf; nothing was changed</c>.</summary>
    public static string Summary(Diagnostics diagnostics, IReadOnlyList<SourceFile> files)
    {
        StringBuilder text = new();
        AppendCount(text, diagnostics.ErrorCount, "error");
        text.Append(diagnostics is { ErrorCount: > 0, WarningCount: > 0 } ? " and " : "");
        AppendCount(text, diagnostics.WarningCount, "warning");
        text.Append(" in ");
        ShownText.Append(text, PathOf(0, files));
        return text.Append(diagnostics.HasErrors ? "; nothing was changed" : "").ToString();
    }

    private static void AppendCount(StringBuilder text, int count, string what)
    {
        if (count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
        }
    }

    private static string PathOf(int file, IReadOnlyList<SourceFile> files) =>
        file >= 0 && file < files.Count ? files[file].Path : "-";

    private static void AppendExcerpt(StringBuilder text, SourceSpan span, IReadOnlyList<SourceFile> files)
    {
        if (span.Length == 0 || span.File >= files.Count || span.Line > files[span.File].Lines.Count)
        {
            return;
        }

        LineExcerpt excerpt = LineExcerpt.Of(files[span.File].Lines[span.Line - 1], span.Column - 1, span.Length);
        string number = span.Line.ToString(CultureInfo.InvariantCulture).PadLeft(5);
        text.Append(number).Append(" | ").Append(excerpt.Text).Append('\n');
        text.Append(' ', number.Length).Append(" | ").Append(' ', excerpt.CaretStart).Append('^', excerpt.CaretLength);
        text.Append('\n');
    }
}
