namespace LvsMon.Conventions.Rules;

/// <summary>A broken rule: where (path from the root; line from 1, 0 for all of it) and what to do.</summary>
public sealed record Violation(Rule Rule, string Path, int Line, string Message)
{
    /// <summary><c>src/A.cs:12</c>.</summary>
    public string Place => Line == 0 ? Path : $"{Path}:{Line}";

    /// <summary><c>src/A.cs:12: LineLength: 131 characters, at most 120</c>.</summary>
    public override string ToString() => $"{Place}: {Rule}: {Message}";
}
