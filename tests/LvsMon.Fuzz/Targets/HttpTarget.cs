using System;
using System.Collections.Generic;
using LvsMon.Checks.Http;
using LvsMon.Core.Checks;

namespace LvsMon.Fuzz.Targets;

/// <summary>The answers that the check <c>http</c> reads.</summary>
internal sealed class HttpTarget : IFuzzTarget
{
    private static readonly HttpPlugin Plugin = new(TimeSpan.FromMinutes(1));

    private readonly (CheckPlay Play, HttpReference Reference)[] _checks =
    [
        Make(code => code is >= 200 and < 400, null, true),
        Make(_ => true, null, true, "--status", "any", "--max-bytes", "1kB"),
        Make(_ => true, Contains("needle"), true, "--status", "any", "--contains", "needle"),
        Make(_ => true, Contains("aabaa"), true, "--status", "any", "--contains", "aabaa", "--max-bytes", "1kB"),
        Make(
            code => code == 200,
            content => content.EndsWith("end", StringComparison.Ordinal),
            false,
            "--status",
            "200",
            "--regex",
            @"end\z"),
    ];

    /// <inheritdoc/>
    public string Name => "http";

    /// <inheritdoc/>
    public IReadOnlyList<string> Scopes { get; } =
    [
        "LvsMon.Checks.ByteProgram", "LvsMon.Checks.Preview", "LvsMon.Checks.TextPattern", "LvsMon.Checks.Http.C",
        "LvsMon.Checks.Http.F", "LvsMon.Checks.Http.HttpB", "LvsMon.Checks.Http.HttpProgram",
        "LvsMon.Checks.Http.StatusLine",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Words { get; } =
    [
        "HTTP/1.1 200 OK\r\n", "HTTP/1.0 ", "HTTP/1.1 ", "100 Continue\r\n\r\n", "101", "204", "304", "404", "599",
        "999", "\r\n", "\r\n\r\n", "\n", "\n\n", "\r", " ", "\t", ":", ",", ";", "Content-Length: ", "content-length:4",
        "Content-Length: 7\r\n",
        "Transfer-Encoding: chunked\r\n", "transfer-encoding:", "chunked", "gzip", "identity", "0\r\n\r\n", "5\r\n",
        "ffffffff\r\n", "40000000", "1073741824", "1073741820", "00000", "needle", "need", "aabaab", "aabaa", "end",
        "\r\n ", "\0", "\x7F", "HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\n",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Seeds { get; } =
    [
        "HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 6\r\n\r\nneedle",
        "HTTP/1.0 404 Not Found\n\nno",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "4;a=b\r\naaba\r\n2\r\nab\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\nthe end",
        "HTTP/1.1 204 No Content\r\nContent-Length: 3, 3\r\n folded\r\n\r\n",
    ];

    /// <inheritdoc/>
    public int MaxLength => 1400;

    /// <inheritdoc/>
    public long Steps(int length) => 200_000 + (3_000L * length);

    /// <inheritdoc/>
    public void Try(ReadOnlySpan<byte> input)
    {
        int cut = Cuts.Of(input);
        foreach ((CheckPlay play, HttpReference reference) in _checks)
        {
            CheckResult result = play.Play(input, cut);
            CheckResult expected = reference.Judge(input);
            if (result != expected)
            {
                throw new PromiseBroken("right-verdict", $"{play.Name}: {result}, by the reference {expected}");
            }
        }
    }

    private static (CheckPlay Play, HttpReference Reference) Make(
        Func<int, bool> accepts, Func<string, bool>? matches, bool matchesEarly, params string[] words)
    {
        CheckPlay play = new(Plugin, words);

        // What lies above 599 is no status of HTTP, whatever is accepted.
        return (play, new HttpReference(code => code < 600 && accepts(code), matches, matchesEarly, play.MaxBytes));
    }

    private static Func<string, bool> Contains(string text) =>
        content => content.Contains(text, StringComparison.Ordinal);
}
