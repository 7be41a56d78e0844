namespace LvsMon.Core.Config.Syntax;

/// <summary>A file that is being read: its number in <see cref="SourceSpan.File"/>, its path and its lines.</summary>
internal sealed record SourceText(int File, string Path, SourceLines Lines)
{
    /// <summary>The place of some characters of a line; <paramref name="start"/> counts from 0, the line from
    /// 1.</summary>
    public SourceSpan Span(int line, int start, int length) => new(File, line, start + 1, length);
}
