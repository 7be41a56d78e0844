using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Checks.Dns;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;

namespace LvsMon.Fuzz.Targets;

/// <summary>The answers of name servers that the check <c>dns</c> reads.</summary>
internal sealed class DnsTarget : IFuzzTarget
{
    private const string Name0 = "\x03www\x07" + "example\x03" + "com\0";
    private const string ToName = "\xc0\x0c";

    private readonly (CheckRunner Runner, int Type, Func<byte[], int, int, bool> IsRight)[] _checks =
    [
        (Make("A"), 1, (_, _, _) => true),
        (Make("A", "192.0.2.80"), 1, (m, at, n) => m.AsSpan(at, n).SequenceEqual<byte>([192, 0, 2, 80])),
        (Make("CNAME", "ns.example.com"), 5, (m, at, n) => n > 0 && DnsReference.Labels(m, at) == "ns|example|com"),
        (Make("MX", "10 a.b"), 15, (m, at, n) => n > 2 && m[at] == 0 && m[at + 1] == 10
            && DnsReference.Labels(m, at + 2) == "a|b"),
        (Make("TXT", "v=spf1"), 16, (m, at, n) => Text(m.AsSpan(at, n)) == "v=spf1"),
    ];

    /// <inheritdoc/>
    public string Name => "dns";

    /// <inheritdoc/>
    public IReadOnlyList<string> Scopes { get; } =
        ["LvsMon.Checks.Dns.DnsProgram", "LvsMon.Checks.Dns.DnsQuestion", "LvsMon.Checks.Dns.DnsName",
            "LvsMon.Checks.Dns.DnsExpectation"];

    /// <inheritdoc/>
    public IReadOnlyList<string> Words { get; } =
    [
        Name0, ToName, "\xc0\x10", "\xc0\x14", "\0\x01\0\x01", "\0\x05\0\x01", "\0\x0f\0\x01", "\0\x10\0\x01",
        "\0\0\0\x3c", "\0\x04", "\xc0\0\x02\x50", "\x02ns\xc0\x10", "\0\x0a\x01" + "a\x01" + "b\0", "\x06v=spf1",
        "\x03v=s\x03pf1", "\0\0\x81\x80\0\x01\0\x01\0\0\0\0", "\xff", "\x40",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Seeds { get; } =
    [
        Answer(1, Record(1, "\xc0\0\x02\x50")), Answer(1, Record(5, "\x01" + "a\0") + Record(1, "\xc0\0\x02\x51"), 2),
        Answer(5, Record(5, "\x02ns\xc0\x10")), Answer(5, Record(5, "\xc0\x2d")),
        Answer(15, Record(15, "\0\x0a\x01" + "a\x01" + "b\0")),
        Answer(16, Record(16, "\x03v=s\x03pf1")), Answer(16, Record(16, "\x09v=s")),
        "\0\0\x80\x01\0\0\0\0\0\0\0\0", "\0\0\x82\0\0\x01\0\x01\0\0\0\0" + Name0 + "\0\x01\0\x01" + ToName,
    ];

    /// <inheritdoc/>
    public int MaxLength => 400;

    /// <inheritdoc/>
    public long Steps(int length) => 100_000 + (2_000L * length);

    /// <inheritdoc/>
    public void Try(ReadOnlySpan<byte> input)
    {
        byte[] message = input.ToArray();
        foreach ((CheckRunner runner, int type, Func<byte[], int, int, bool> isRight) in _checks)
        {
            runner.Connect();
            long before = GC.GetAllocatedBytesForCurrentThread();
            runner.Receive(message);
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            CheckReason reason = runner.Result.Reason;
            CheckReason expected = DnsReference.Judge(message, $"{Name0}\0{(char)type}\0\x01", type, isRight);
            if (reason != expected)
            {
                throw new PromiseBroken("right-verdict", $"type {type}: {reason}, by the reference {expected}");
            }

            PromiseBroken.Unless(bytes < 8192, "no-allocation", $"type {type}: {bytes} bytes");
            PromiseBroken.Unless(runner.Evidence.Length <= 64, "evidence", $"type {type}: is too long");
        }
    }

    private static string? Text(ReadOnlySpan<byte> data)
    {
        StringBuilder text = new();
        while (!data.IsEmpty)
        {
            if (data[0] >= data.Length)
            {
                return null;
            }

            text.Append(Encoding.Latin1.GetString(data.Slice(1, data[0])));
            data = data[(data[0] + 1)..];
        }

        return text.ToString();
    }

    private static string Answer(int type, string records, int count = 1) =>
        $"\0\0\x81\x80\0\x01\0{(char)count}\0\0\0\0{Name0}\0{(char)type}\0\x01{records}";

    private static string Record(int type, string data) =>
        $"{ToName}\0{(char)type}\0\x01\0\0\0\x3c\0{(char)data.Length}{data}";

    private static CheckRunner Make(string type, params string[] answers) => new(CheckPlay.Compile(
        new DnsPlugin(),
        ["--query", "www.example.com", "--type", type, .. answers.SelectMany(answer => new[] { "--answer", answer })]));
}
