using System.Collections.Generic;
using LvsMon.Checks.Http;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Tests.Http;

/// <summary>The contract, with answers for each rule of docs/reference/checks.md.</summary>
public sealed class HttpPluginTests : CheckContractTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\n\r\n";
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static readonly string[] Plain = [];
    private static readonly string[] Any = ["--status", "any"];
    private static readonly string[] Hello = ["--contains", "hello"];
    private static readonly string[] Pattern = ["--regex", "^h.llo$"];
    private static readonly string[] Small = ["--max-bytes", "1kB"];
    private static readonly string[] SmallHello = ["--max-bytes", "1kB", "--contains", "hello"];

    protected override ICheckPlugin Plugin { get; } = new HttpPlugin(NoHurry);

    protected override IEnumerable<CheckSample> Samples =>
        [.. StatusLines(), .. Headers(), .. Bodies(), .. Chunks(), .. Caps()];

    private static IEnumerable<CheckSample> StatusLines()
    {
        yield return Passes(Plain, Ok, 200);
        yield return Passes(Plain, "HTTP/1.0 302 Found\r\nLocation: /\r\n\r\n", 302);
        yield return Passes(Plain, "HTTP/1.9 200 \r\n\r\n", 200);
        yield return Passes(Plain, "HTTP/1.1 200\r\n\r\n", 200);
        yield return Passes(Plain, "HTTP/1.1 200\n\n", 200);
        yield return Passes(Plain, "HTTP/1.1 200  two\tblanks \xE9\r\n\r\n", 200);
        yield return Passes(Plain, "HTTP/1.1 100 Continue\r\nA: b\r\n\r\nHTTP/1.1 103\r\n\r\n" + Ok, 200);
        yield return Passes(Any, "HTTP/1.1 503 Busy\r\n\r\n", 503);
        yield return Passes(["--status", "101"], "HTTP/1.1 101 Switching\r\n\r\n", 101);
        yield return Refuses(Plain, "HTTP/1.1 503 Busy\r\n\r\n", 503);
        yield return Refuses(Plain, "HTTP/1.1 101 Switching\r\n\r\n", 101);
        yield return Refuses(Any, "HTTP/1.1 999 No\r\n\r\n", 999);
        yield return Refuses(["--status", "200-299,304"], "HTTP/1.1 302 Found\r\n\r\n", 302);
        yield return Waits(Plain, "HTTP/1.1 503 Busy\r\n");
        yield return Breaks(Plain, "SSH-2.0-OpenSSH_9.6p1\r\nmore") with { Evidence = "SSH-2.0-OpenSSH_9.6p1" };
        foreach (string line in MalformedStatusLines())
        {
            yield return Breaks(Any, line + "\r\n\r\n");
        }
    }

    private static string[] MalformedStatusLines() =>
    [
        "<html>hello</html>", "", "\r\nHTTP/1.1 200 OK", "http/1.1 200 OK", "HTTP/2 200 OK",
        "HTTP/2.0 200 OK", "HTTP/0.9 200 OK",
        "HTTP/1.10 200 OK", "HTTP/01.1 200 OK", "HTTP/1. 200 OK", "HTTP/1.x 200 OK",
        "HTTP/1.1  200 OK", "HTTP/1.1\t200 OK",
        "HTTP/1.1200 OK", "HTTP/1.1 20 OK", "HTTP/1.1 2000 OK", "HTTP/1.1 099 OK", "HTTP/1.1 -20 OK", "HTTP/1.1 200OK",
        "HTTP/1.1 200\tOK", "HTTP/1.1 200 O\0K", "HTTP/1.1 200 O\rK", "HTTP/1.1 200 OK\r",
        "HTTP/1.1", "SSH-2.0-OpenSSH_9.6p1",
        "ICY 200 OK", " HTTP/1.1 200 OK", "HTTP/1.1 200 O\u007FK", "HTTP/1.1 100 Continue\r\n\r\nHTTP/9 x",
    ];

    private static IEnumerable<CheckSample> Headers()
    {
        yield return Passes(Plain, "HTTP/1.1 200 OK\nA: b\nC:\n\n", 200);
        yield return Passes(Plain, "HTTP/1.1 200 OK\r\nA: b\r\n  folded\r\n\tagain\r\n\r\n", 200);
        yield return Passes(Plain, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\ncut", 200);
        yield return Passes(Plain, "HTTP/1.1 200 OK\r\nContent-Length: x\r\nTransfer-Encoding: odd\r\n\r\n", 200);
        yield return Closes(Plain, "");
        yield return Closes(Plain, "HTTP/1.1 200 OK\r\n");
        yield return Closes(Plain, "HTTP/1.1 200 OK\r\nA: b\r\n");
        yield return Closes(Plain, "HTTP/1.1 200 OK\r\nA: b\r\n\r");
        yield return Closes(Plain, "HTTP/1.1 100 Continue\r\n\r\n");
        yield return Waits(Plain, "HTTP/1.1 200 OK\r\nA: b\r\n\r");
        yield return Breaks(Plain, "HTTP/1.1 200 OK\r\nA: b\r\nNo colon\r\n\r\n") with { Evidence = "No colon" };
        foreach (string field in new[]
        {
            " A: b", "A", "A : b", ": b", "A\0: b", "A: b\0", "A: b\rc", "A: b\u0001",
            "\xE9: b", "A: b\r\r", "A: b\r\nC", "A b: c",
        })
        {
            yield return Breaks(Plain, $"HTTP/1.1 200 OK\r\n{field}\r\n\r\n");
        }
    }

    private static IEnumerable<CheckSample> Bodies()
    {
        yield return Matches(Hello, Ok + "oh hehello", 200);
        yield return Matches(["--contains", "aabaaab"], Ok + "aabaabaaabaa", 200);
        yield return Matches(Hello, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", 200);
        yield return Matches(Hello, "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nhello and cut", 200);
        yield return Matches(Hello, "HTTP/1.1 200 OK\r\ncontent-length: 5, 5\r\nCONTENT-LENGTH: 005\r\n\r\nhello", 200);
        yield return Matches(Pattern, Ok + "hello", 200);
        yield return Matches(Pattern, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more", 200);
        yield return Matches(["--regex", "^h+$"], Ok + new string('h', 5000), 200);
        yield return Matches(["--regex", "gr\u00FC\u00DF"], Ok + "gr\xC3\xBC\xC3\x9F \xFF", 200);
        yield return Misses(Hello, Ok + "hell", "hell");
        yield return Misses(Hello, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhello", "hell");
        yield return Misses(Hello, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nhello", "");
        yield return Misses(Hello, "HTTP/1.1 204 None\r\n\r\nhello", "", 204);
        yield return Misses(Hello, "HTTP/1.1 304 Same\r\nContent-Length: 5\r\n\r\nhello", "", 304);
        yield return Misses(Pattern, Ok + "hello and more", "hello and more");
        yield return Misses(["--regex", "x$"], Ok + new string('h', 5000) + "x", new string('h', 64));
        yield return Closes(Hello, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhell");
        yield return Closes(Pattern, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhello");
        yield return Waits(Pattern, Ok + "hello");
        yield return Refuses(Hello, "HTTP/1.1 500 Oops\r\n\r\nhello", 500);
        foreach (string fields in new[]
        {
            "Content-Length: 5\r\nContent-Length: 6", "Content-Length: x", "Content-Length: -5",
            "Content-Length:", "Content-Length: 5 5",
            "Content-Length: 5,", "Content-Length: 5\r\nTransfer-Encoding: chunked", "Transfer-Encoding: gzip",
            "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding:", "Transfer-Encoding: chunke",
            "Transfer-Encoding: chunked\r\n foo",
        })
        {
            yield return Breaks(Hello, $"HTTP/1.1 200 OK\r\n{fields}\r\n\r\nhello");
        }

        yield return Breaks(Hello, "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
    }

    private static IEnumerable<CheckSample> Chunks()
    {
        yield return Matches(Hello, Chunked + "2\r\nhe\r\n3;x=\"y\"\r\nllo\r\n0\r\n\r\n", 200);
        yield return Matches(Hello, Chunked + "005  \r\nhello\r\n", 200);
        yield return Matches(Hello, Chunked + "ffffffffffffffffff\r\nhello", 200);
        yield return Matches(Hello,
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: , \r\n ChunkeD ,\r\n\r\n5\r\nhello\r\n", 200);
        yield return Matches(Pattern, Chunked + "2\r\nhe\r\n3\r\nllo\r\n0\r\nTrailer: x\r\n\r\n", 200);
        yield return Misses(Hello, Chunked + "2\r\nhe\r\n2\r\nll\r\n0\r\n\r\nhello", "hell");
        yield return Misses(Pattern, Chunked + "6\r\nhello!\r\n0\r\n", "hello!");
        yield return Closes(Hello, Chunked + "5\r\nhell");
        yield return Breaks(Hello, Chunked + "2\r\nhe\r\n1z\r\nx") with { Evidence = "1z" };
        yield return Closes(Pattern, Chunked + "5\r\nhello\r\n");
        foreach (string chunk in new[]
        {
            "x", "\r\n", "5\n", "5\rhello", "5 5\r\n", "5;\0\r\n", "2\r\nhello\r\n", "2\r\nhe\n", "-1\r\n", "0x5\r\n",
        })
        {
            yield return Breaks(Hello, Chunked + chunk);
        }
    }

    private static IEnumerable<CheckSample> Caps()
    {
        const int Cap = 1024;
        string exact = Ok[..^2] + "A: " + new string('b', Cap - Ok.Length - 5) + "\r\n\r\n";
        yield return Passes(Small, exact, 200);
        yield return Waits(Small, Ok[..^2] + new string('b', Cap - Ok.Length + 2));
        yield return new(Small, Ok[..^2] + new string('b', Cap - Ok.Length + 3), Closes: false, CheckReason.TooLong);
        yield return new(Small, Ok[..^2] + "A: " + new string('b', 5000), Closes: true, CheckReason.TooLong);
        yield return Closes(Small, exact[..^1]);
        yield return Matches(SmallHello, Ok + new string('h', Cap - Ok.Length - 5) + "hello", 200);
        yield return Misses(SmallHello, Ok + new string('h', Cap - Ok.Length), new string('h', 64));
        yield return new(SmallHello,
            Ok + new string('h', Cap - Ok.Length - 4) + "hello", Closes: true, CheckReason.TooLong);
    }

    private static CheckSample Passes(string[] options, string answer, short code) =>
        new(options, answer, Closes: false, CheckReason.StatusAccepted, code);

    private static CheckSample Refuses(string[] options, string answer, short code) =>
        new(options, answer, Closes: false, CheckReason.StatusRefused, code);

    private static CheckSample Matches(string[] options, string answer, short code) =>
        new(options, answer, Closes: true, CheckReason.Matched, code);

    private static CheckSample Misses(string[] options, string answer, string evidence, short code = 200) =>
        new(options, answer, Closes: true, CheckReason.Mismatch, code) { Evidence = evidence };

    private static CheckSample Breaks(string[] options, string answer) =>
        new(options, answer, Closes: true, CheckReason.Malformed);

    private static CheckSample Closes(string[] options, string answer) =>
        new(options, answer, Closes: true, CheckReason.ClosedEarly);

    private static CheckSample Waits(string[] options, string answer) =>
        new(options, answer, Closes: false, CheckReason.None);
}
