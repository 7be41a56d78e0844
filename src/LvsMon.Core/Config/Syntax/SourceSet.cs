using System;
using System.Collections.Generic;
using System.Globalization;

namespace LvsMon.Core.Config.Syntax;

/// <summary>Fetches the files of a configuration and numbers them, within the limits.</summary>
internal sealed class SourceSet(IConfigFiles files, ReadState state)
{
    private readonly List<SourceFile> _read = [];
    private long _bytes;
    private bool _full;

    /// <summary>The files read so far, by <see cref="SourceSpan.File"/>.</summary>
    public IReadOnlyList<SourceFile> Read => _read;

    /// <summary>The files that a pattern names.</summary>
    public IReadOnlyList<string> Match(string pattern) => files.Match(pattern);

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="asked">Where the include stands that asks for it; null for the first file.</param>
    /// <returns>The text, or null after reporting why not.</returns>
    public SourceText? Fetch(string path, SourceSpan? asked)
    {
        if (_read.Count >= state.Limits.Files)
        {
            RefuseMore(ConfigRules.TooManyFiles, asked, $"more than {state.Limits.Files} files are included");
            return null;
        }

        string? reason = files.Read(path, state.Limits.Bytes + 1, out byte[] content);
        if (reason is not null)
        {
            SourceSpan span = asked ?? Add(path, new SourceLines("")).Span(1, 0, 0);
            state.Diagnostics.Error(
                ConfigRules.UnreadableFile, span, $"cannot read {ShownText.Quote(path)}: {reason}");
            return null;
        }

        _bytes += content.Length;
        if (content.Length > state.Limits.Bytes)
        {
            SourceSpan span = asked ?? Add(path, new SourceLines("")).Span(1, 0, 0);
            state.Diagnostics.Error(
                ConfigRules.FileTooLarge, span, $"{ShownText.Quote(path)} is longer than {Size(state.Limits.Bytes)}");
            return null;
        }

        if (_bytes > state.Limits.Bytes)
        {
            RefuseMore(
                ConfigRules.FileTooLarge, asked, $"the files together are longer than {Size(state.Limits.Bytes)}");
            return null;
        }

        return Decode(path, content);
    }

    private SourceText? Decode(string path, byte[] content)
    {
        string? rule = TextDecoder.Decode(content, out string text, out int badAt, out byte badByte);
        SourceText source = Add(path, new SourceLines(text));
        if (rule is null)
        {
            return source;
        }

        ReadOnlySpan<char> before = text.AsSpan(0, badAt);
        int line = before.Count('\n') + 1;
        int column = badAt - (before.LastIndexOf('\n') + 1);
        string message = rule == ConfigRules.NulByte
            ? "a NUL byte: this is no text file; save it as UTF-8"
            : $"the byte 0x{badByte:x2} is not UTF-8 here; save the file as UTF-8";
        state.Diagnostics.Error(rule, source.Span(line, column, 1), message);
        return null;
    }

    /// <summary>Says once that no more is read: after that every include would say the same.</summary>
    private void RefuseMore(string rule, SourceSpan? asked, string message)
    {
        if (!_full)
        {
            state.Diagnostics.Error(rule, asked ?? default, message);
        }

        _full = true;
    }

    private SourceText Add(string path, SourceLines lines)
    {
        SourceText source = new(_read.Count, path, lines);
        _read.Add(new SourceFile(path, lines));
        return source;
    }

    private static string Size(int bytes) => bytes % (1024 * 1024) == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024 * 1024)} MiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
}
