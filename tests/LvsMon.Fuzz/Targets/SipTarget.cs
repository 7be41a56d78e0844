using System;
using System.Collections.Generic;
using LvsMon.Checks.Sip;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;

namespace LvsMon.Fuzz.Targets;

/// <summary>The answers of SIP servers that the check <c>sip</c> reads.</summary>
internal sealed class SipTarget : IFuzzTarget
{
    private const string CallId = "00000000@lvsmon.invalid";
    private const string Mine = "Call-ID: " + CallId + "\r\nCSeq: 1 OPTIONS\r\n";

    private readonly CheckRunner _runner = new(CheckPlay.Compile(new SipPlugin(), []));

    /// <inheritdoc/>
    public string Name => "sip";

    /// <inheritdoc/>
    public IReadOnlyList<string> Scopes { get; } = ["LvsMon.Checks.Sip.SipProgram", "LvsMon.Checks.Sip.SipAnswer"];

    /// <inheritdoc/>
    public IReadOnlyList<string> Words { get; } =
    [
        "SIP/2.0 ", "200 OK", "100 Trying", "483", "503", "Call-ID:", "i:", CallId, "CSeq:", "1 OPTIONS", "\r\n",
        "\r\n\r\n", "\n ", "\r\n\t", " :", "Via: a\r\n", Mine,
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Seeds { get; } =
    [
        $"SIP/2.0 200 OK\r\n{Mine}\r\n", $"SIP/2.0 100 Trying\r\n{Mine}\r\n", $"SIP/2.0 503 No\r\n{Mine}\r\n",
        $"SIP/2.0 483\r\n{Mine}\r\n", $"SIP/2.0 200 OK\r\n{Mine}", $"SIP/3.0 200 OK\n{Mine}\n",
        $"SIP/2.0 200 OK\r\ni : \r\n {CallId}\r\ncseq:1\r\n\tOPTIONS\r\n\r\nbody", $"OPTIONS a SIP/2.0\r\n{Mine}\r\n",
        $"SIP/2.0 200 OK\r\nVia: a,\r\n b\r\nCall-ID: x\r\n{Mine}\r\n", $"SIP/2.0 600 x\r\nCSeq:\r\n{Mine}A: b\r\n c",
    ];

    /// <inheritdoc/>
    public int MaxLength => 400;

    /// <inheritdoc/>
    public long Steps(int length) => 100_000 + (2_000L * length);

    /// <inheritdoc/>
    public void Try(ReadOnlySpan<byte> input)
    {
        _runner.Connect();
        long before = GC.GetAllocatedBytesForCurrentThread();
        _runner.Receive(input);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        CheckReason reason = _runner.Result.Reason;
        CheckReason expected = SipReference.Judge(input, CallId);
        if (reason != expected)
        {
            throw new PromiseBroken("right-verdict", $"{reason}, by the reference {expected}");
        }

        PromiseBroken.Unless(bytes < 8192, "no-allocation", $"{bytes} bytes");
        PromiseBroken.Unless(_runner.Evidence.Length <= 64 && _runner.Heard.Length <= 64, "evidence", "is too long");
    }
}
