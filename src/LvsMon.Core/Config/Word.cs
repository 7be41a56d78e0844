namespace LvsMon.Core.Config;

/// <summary>One word of a line after variables and escapes are resolved, and where it stands.</summary>
public readonly record struct Word(string Text, SourceSpan Span, bool Quoted);
