using System.Collections.Generic;
using System.Linq;

namespace LvsMon.Core.Config;

/// <summary>Collects every mistake of a configuration, over reading and planning.</summary>
public sealed class Diagnostics
{
    /// <summary>More than this many are counted but not kept: a binary file must not fill memory.</summary>
    public const int Kept = 1000;

    private readonly List<Diagnostic> _items = [];

    /// <summary>Errors found, also those not kept.</summary>
    public int ErrorCount { get; private set; }

    /// <summary>Warnings found, also those not kept.</summary>
    public int WarningCount { get; private set; }

    /// <summary>True when no more is kept: further messages need no care, as nobody sees them.</summary>
    public bool IsFull => _items.Count >= Kept;

    /// <summary>Diagnostics that were counted but not kept.</summary>
    public int NotKept => ErrorCount + WarningCount - _items.Count;

    /// <summary>True when the configuration is refused.</summary>
    public bool HasErrors => ErrorCount > 0;

    /// <summary>The diagnostics in file order.</summary>
    public IReadOnlyList<Diagnostic> InFileOrder =>
        [.. _items.OrderBy(d => d.Span.File).ThenBy(d => d.Span.Line).ThenBy(d => d.Span.Column)];

    /// <summary>Adds an error.</summary>
    public void Error(string rule, SourceSpan span, string message)
    {
        ErrorCount++;
        Keep(new Diagnostic(DiagnosticSeverity.Error, rule, span, message));
    }

    /// <summary>Adds a warning.</summary>
    public void Warning(string rule, SourceSpan span, string message)
    {
        WarningCount++;
        Keep(new Diagnostic(DiagnosticSeverity.Warning, rule, span, message));
    }

    /// <summary>Adds the error that ends the reading; it is kept even when no other is.</summary>
    public void LastError(string rule, SourceSpan span, string message)
    {
        ErrorCount++;
        _items.Add(new Diagnostic(DiagnosticSeverity.Error, rule, span, message));
    }

    private void Keep(Diagnostic diagnostic)
    {
        if (_items.Count < Kept)
        {
            _items.Add(diagnostic);
        }
    }
}
