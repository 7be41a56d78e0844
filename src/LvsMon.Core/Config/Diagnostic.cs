namespace LvsMon.Core.Config;

/// <summary>
/// One mistake: what, and what to write instead. <paramref name="Rule"/> names the rule in kebab case
/// (<c>unknown-directive</c>); each
/// rule has an <c>invalid-RULE.conf</c> among the tests.
/// </summary>
public sealed record Diagnostic(DiagnosticSeverity Severity, string Rule, SourceSpan Span, string Message);
