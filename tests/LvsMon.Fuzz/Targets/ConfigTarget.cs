using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Config.Syntax;
using LvsMon.Core.Planning;
using LvsMon.Fuzz.Coverage;

namespace LvsMon.Fuzz.Targets;

/// <summary>The configuration, read and planned.</summary>
internal sealed class ConfigTarget : IFuzzTarget
{
    private const int LongestLine = 1000;
    private static readonly ConfigLimits Limits = new() { Files = 50, Depth = 4, ExpandedCharacters = 20_000 };

    /// <inheritdoc/>
    public string Name => "config";

    /// <inheritdoc/>
    public IReadOnlyList<string> Scopes { get; } = ["LvsMon.Core.Config", "LvsMon.Core.Planning"];

    /// <inheritdoc/>
    public IReadOnlyList<string> Words { get; } =
    [
        .. DirectiveCatalogue.All.Select(directive => directive.Name),
        .. DirectiveCatalogue.All.SelectMany(directive => directive.Choices),
        " ", "\n", "\r\n", "\t", "{", "}", " {\n", "\n}\n", "\"", "#", "${A}", "${", "\\", "\\x80", "\\n", "set A ",
        "\"\"", "\"x y\"",
        "include *", "include a", "\n#=a\n", "\n#=b\n", "a", "off", "0", "1", "65535", "65536", "1s", "10ms", "1.5ms",
        "1m30s",
        "366d", "50%", "100%", "fwmark 7 {", "ipv6", "10.0.0.1:80", "10.0.0.2", "[2001:db8::1]:80", "192.0.2.1:80",
        "0.0.0.0:1", "check a http {\nurl http://a/\nstatus 200\n}\n", "expect", "send", "close", "transaction",
        "255.255.255.0", "netmask", "engine", "sip", "flags", "sh-port", "ipip", "gue 6080", "gre", "--url", "--port",
        "--preset", "ssh", "--contains", "http", "banner", "tcp", "connect-timeout", "\xC2\xA0", "\xE2\x80\xAE", "\xFF",
        "virtual tcp 192.0.2.9:80 {\nreal 10.0.0.9:80\n}\n", "global {\n}\n", "defaults {\n}\n",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Seeds { get; } =
    [
        TableText.KeepsExtras,
        "set A 1s\nglobal {\n reconcile 30s\n manage-sysctls yes\n reload-limit 50%\n on-exit clear\n}\ndefaults {\n"
        + " interval ${A}\n session-timeout 300\n check web\n on-failure quiesce connect-timeout\n}\n"
        + "check web http --url http://a/b --header \"X: \\\"y\\\" \\x80\" --status 200-299 --contains OK\n"
        + "virtual tcp 192.0.2.1:80 {\n name www\n service-set shop\n floor 50%\n notify any /bin/a -s \"\\xff\"\n"
        + " real 10.0.0.1:80 unmonitored\n"
        + " real 10.0.0.2:80 weight 3 {\n  fall 5\n  check banner --preset ssh --port 22\n }\n}\ninclude *\n"
        + "#=a\nvirtual udp [2001:db8::1]:53 {\n one-packet yes\n check tcp --port 53\n real [2001:db8::2]:53\n}\n",
        "defaults {\n server-connection-interval 10\n server-connection-timeout 5\n server-timeouts-allowed 2\n"
        + " server-down-retry-interval 10\n fail-after 5m\n timeout 1m30s\n}\n"
        + "check talk transaction --max-bytes 1kB {\n expect \"220 \"\n send-line QUIT\n close\n}\n"
        + "virtual fwmark 7 {\n forward tunnel gue 6080\n"
        + " real 10.0.0.32 {\n check tcp --port 443\n }\n}\nvirtual sctp 192.0.2.3:5 {\n fallback 10.0.0.9:5\n}\n",
    ];

    /// <inheritdoc/>
    public int MaxLength => 3000;

    /// <inheritdoc/>
    public long Steps(int length) => 30_000_000;

    /// <inheritdoc/>
    public void Try(ReadOnlySpan<byte> input)
    {
        long before = HitMap.Steps;
        long bytesBefore = GC.GetAllocatedBytesForCurrentThread();
        Result read = Read(input);
        long length = read.Files.BytesRead + Limits.ExpandedCharacters;
        long steps = HitMap.Steps - before;
        long bytes = GC.GetAllocatedBytesForCurrentThread() - bytesBefore;
        PromiseBroken.Unless(steps < 400_000 + (100 * length), "bounded-work",
            $"{steps} steps for {length} characters");
        PromiseBroken.Unless(bytes < 4_000_000 + (200 * length), "bounded-memory", $"{bytes} bytes for {length}");
        CheckPlaces(read);
        CheckText(read);
        if (input.IndexOf((byte)'\r') < 0)
        {
            Result same = Read(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(input).Replace("\n", "\r\n")));
            string[] rules = [.. read.Diagnostics.InFileOrder.Select(d => $"{d.Span.Line}:{d.Span.Column} {d.Rule}")];
            string[] others = [.. same.Diagnostics.InFileOrder.Select(d => $"{d.Span.Line}:{d.Span.Column} {d.Rule}")];
            bool isSame = input.IndexOf((byte)'=') >= 0 || rules.SequenceEqual(others);
            string told = $"[{string.Join(' ', rules)}] and [{string.Join(' ', others)}]";
            PromiseBroken.Unless(isSame, "line-ends", told);
        }

        if (read.IsRead)
        {
            CheckMeaning(read);
        }
    }

    /// <summary>A configuration that was taken, written out in full, is taken again and means the same.</summary>
    private static void CheckMeaning(Result read)
    {
        string text = ConfigText.Of(read.Configuration);
        Result again = Read(Encoding.UTF8.GetBytes(text));
        string told = DiagnosticText.Format(again.Diagnostics, again.Configuration.Files);
        PromiseBroken.Unless(again.IsRead, "round-trip", $"refused: {told}\n{text}");
        string written = ConfigText.Of(again.Configuration);
        PromiseBroken.Unless(written == text, "round-trip", $"{text}\nbecomes\n{written}");
        PromiseBroken.Unless(again.IsPlanned == read.IsPlanned, "round-trip",
            $"planned {read.IsPlanned}: {told}\n{text}");
    }

    /// <summary>Every mistake has a place inside a line of a file.</summary>
    private static void CheckPlaces(Result read)
    {
        IReadOnlyList<SourceFile> files = read.Configuration.Files;
        foreach (Diagnostic diagnostic in read.Diagnostics.InFileOrder)
        {
            SourceSpan span = diagnostic.Span;
            bool isInFile = span.File >= 0 && span.File < files.Count && span.Line >= 1
                && span.Line <= Math.Max(1, files[span.File].Lines.Count);
            PromiseBroken.Unless(isInFile, "place", $"{diagnostic}");
            int length = files[span.File].Lines.Count == 0 ? 0 : files[span.File].Lines[span.Line - 1].Length;
            bool isInLine = span.Column >= 1 && span.Column <= length + 1
                && span.Length >= 0 && span.Column - 1 + span.Length <= length;
            PromiseBroken.Unless(isInLine, "place", $"{diagnostic} in a line of {length}");
        }
    }

    /// <summary>What is told can be shown, and says how many mistakes there are.</summary>
    private static void CheckText(Result read)
    {
        string text = DiagnosticText.Format(read.Diagnostics, read.Configuration.Files);
        foreach (string line in text.Split('\n'))
        {
            PromiseBroken.Unless(line.Length <= LongestLine, "shown-text", $"a line of {line.Length}: {line}");
            PromiseBroken.Unless(!line.Any(IsHidden), "shown-text", ShownText.Quote(line));
        }

        bool hasErrors = text.Contains("nothing was changed", StringComparison.Ordinal);
        PromiseBroken.Unless(hasErrors == read.Diagnostics.HasErrors, "shown-text", text);
    }

    private static bool IsHidden(char c) => char.IsControl(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format;

    private static Result Read(ReadOnlySpan<byte> input)
    {
        Diagnostics diagnostics = new();
        TextFiles files = new(input);
        Configuration configuration = ConfigReader.Read(TextFiles.Main, files, null, diagnostics, Limits);
        bool isRead = !diagnostics.HasErrors;
        Plan? plan = PlanBuilder.Build(configuration, CheckCatalogue.All, PlanLimits.Unlimited, diagnostics);
        PromiseBroken.Unless((plan is null) == diagnostics.HasErrors, "refused-whole", "errors and a plan, or neither");
        return new Result(files, configuration, diagnostics, isRead, plan is not null);
    }

    private sealed record Result(
        TextFiles Files, Configuration Configuration, Diagnostics Diagnostics, bool IsRead, bool IsPlanned);
}
