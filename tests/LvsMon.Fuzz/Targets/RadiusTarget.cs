using System;
using System.Collections.Generic;
using System.Text;
using LvsMon.Checks.Radius;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;

namespace LvsMon.Fuzz.Targets;

/// <summary>
/// The answers of RADIUS servers that the check <c>radius</c> reads. An input is a code and attributes, which are then
/// signed; behind a zero it is a datagram of a stranger, which never counts.
/// </summary>
internal sealed class RadiusTarget : IFuzzTarget
{
    private const string Signature = "\x50\x12\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    private const string Text = "\x12\x07hello";
    private const string Stranger = "\0\x02\0\0\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

    private static readonly byte[] Secret = Encoding.ASCII.GetBytes("secret");

    private readonly CheckRunner _runner = new(new RadiusProgram(
        "radius", "secret", RadiusPacket.Status(), 0, new RadiusSecret(Secret),
        [RadiusCode.AccessAccept, RadiusCode.AccountingResponse]));

    /// <inheritdoc/>
    public string Name => "radius";

    /// <inheritdoc/>
    public IReadOnlyList<string> Scopes { get; } =
        ["LvsMon.Checks.Radius.RadiusProgram", "LvsMon.Checks.Radius.RadiusPacket"];

    /// <inheritdoc/>
    public IReadOnlyList<string> Words { get; } =
        ["\x02", "\x03", "\x05", "\x0b", Signature, "\x50\x12", Text, "\x12\x02", "\x50\x11", "\0\x14", Stranger];

    /// <inheritdoc/>
    public IReadOnlyList<string> Seeds { get; } =
    [
        "\x02", "\x05" + Signature, "\x02" + Text + Signature, "\x03" + Text, "\x0b", "\x34" + Signature + Text,
        "\x02" + Signature + Signature, "\x02\x50\x12" + "0123456789abcdef", "\x02\x50\x03x", "\x02\x12", Stranger,
        "\x02\x12\x01", "\x02\x12\xff", "\0", Stranger + Text, "\x02" + Text + "\0",
    ];

    /// <inheritdoc/>
    public int MaxLength => 300;

    /// <inheritdoc/>
    public long Steps(int length) => 100_000 + (2_000L * length);

    /// <inheritdoc/>
    public void Try(ReadOnlySpan<byte> input)
    {
        _runner.Connect();
        bool isSigned = input.Length > 0 && input[0] != 0;
        byte[] answer = isSigned ? RadiusReference.Sign(input[0], input[1..], _runner.Sent.Span, Secret)
            : input.IsEmpty ? [] : input[1..].ToArray();
        long before = GC.GetAllocatedBytesForCurrentThread();
        _runner.Receive(answer);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        CheckReason reason = _runner.Result.Reason;
        CheckReason expected = isSigned ? RadiusReference.Judge(answer, _runner.Sent.Span, Secret) : CheckReason.None;
        if (reason != expected)
        {
            throw new PromiseBroken("right-verdict", $"{reason}, by the reference {expected}");
        }

        PromiseBroken.Unless(bytes < 8192, "no-allocation", $"{bytes} bytes");
        PromiseBroken.Unless(_runner.Evidence.Length <= 64, "evidence", "is too long");
    }
}
