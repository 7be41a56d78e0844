using System;
using System.Collections.Generic;
using LvsMon.Checks.Tls;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Checks.Http;

/// <summary>The check <c>http</c>: one request, the status of its answer and, if asked, its content.</summary>
internal sealed class HttpPlugin : ICheckPlugin
{
    private const int MaxTextBytes = 512;

    /// <summary>A code past it is never accepted (RFC 9110 §15: treat it as 5xx).</summary>
    private const int LastStatus = 599;

    private readonly TimeSpan _matchTimeout;

    /// <summary>Makes it; a match of --regex may take <paramref name="matchTimeout"/>.</summary>
    internal HttpPlugin(TimeSpan matchTimeout)
    {
        _matchTimeout = matchTimeout;
    }

    /// <inheritdoc/>
    public string Name => "http";

    /// <inheritdoc/>
    public string Summary =>
        "Sends one HTTP request and judges the status of the answer, and its content when --contains or --regex asks.";

    /// <inheritdoc/>
    public string Example => "http --url http://www.example.com/health 10.0.0.11:80";

    /// <inheritdoc/>
    public IReadOnlyList<CheckOption> Options => HttpOptions.All;

    /// <inheritdoc/>
    public CheckProgram? Compile(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        int? maxBytes = ByteCap.Read(options, diagnostics);
        RequestBuilder builder = new(options, diagnostics);
        byte[]? request = builder.Build();
        StatusSet? accepted = Accepted(options, diagnostics);
        bool contentIsRight = TryContent(options, diagnostics, out ContentMatch? content);
        if (maxBytes is null || request is null || accepted is null || !contentIsRight)
        {
            return null;
        }

        HttpProgram program = new($"{Name} {options.Canonical(Options)}", maxBytes.Value, request, accepted, content);
        if (builder.Target.IsSecure)
        {
            return TlsReader.Wrap(program, TlsReader.Read(options, builder.Target.Name, diagnostics));
        }

        return TlsReader.HasNone(options, "an https:// URL", diagnostics) ? program : null;
    }

    private static StatusSet? Accepted(CheckOptionValues options, ICheckDiagnostics diagnostics)
    {
        string text = options.Text(HttpOptions.Status)!;
        StatusSet? set = StatusSet.Parse(text, LastStatus);
        if (set is null)
        {
            diagnostics.Error(HttpOptions.Status,
                $"{ShownText.Quote(text)} is no list of status codes 100 to 599; write such as 200-299,304 or any");
        }

        return set;
    }

    private bool TryContent(CheckOptionValues options, ICheckDiagnostics diagnostics, out ContentMatch? content)
    {
        content = null;
        if (!OneOf.TryFind(HttpOptions.Contents, options, diagnostics, out CheckOption? asked))
        {
            return false;
        }

        if (asked is null)
        {
            return true;
        }

        if (options.Text(HttpOptions.Method) == "HEAD")
        {
            diagnostics.Error(asked, $"the answer to HEAD has no body; use {asked.Name} with GET");
            return false;
        }

        string text = options.Text(asked)!;
        content = asked == HttpOptions.Contains ? Text(text, diagnostics) : Pattern(text, diagnostics);
        return content is not null;
    }

    private static ContainedText? Text(string text, ICheckDiagnostics diagnostics)
    {
        byte[] bytes = ByteText.ToBytes(text);
        if (bytes.Length is > 0 and <= MaxTextBytes)
        {
            return new ContainedText(bytes);
        }

        diagnostics.Error(HttpOptions.Contains, $"the text has 1 to {MaxTextBytes} bytes");
        return null;
    }

    private ContainedPattern? Pattern(string text, ICheckDiagnostics diagnostics) =>
        TextPattern.Compile(HttpOptions.Regex, text, _matchTimeout, diagnostics) is { } pattern
            ? new ContainedPattern(pattern)
            : null;
}
