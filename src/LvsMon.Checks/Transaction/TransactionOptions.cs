using System.Collections.Generic;
using LvsMon.Checks.Tls;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Transaction;

/// <summary>The options of <c>transaction</c>: its steps, and the cap.</summary>
internal static class TransactionOptions
{
    internal static CheckOption Send { get; } = Step(
        "--send", "TEXT", "Send this text, 1 to 512 bytes; %{NAME} in it is what was captured as NAME.");

    internal static CheckOption SendLine { get; } = Step(
        "--send-line", "TEXT", "Send this text and CR LF, at most 512 bytes; %{NAME} as with --send.");

    internal static CheckOption SendHex { get; } = Step(
        "--send-hex", "HEX", "Send these bytes, two hexadecimal digits each, 1 to 512 bytes.");

    internal static CheckOption Expect { get; } = Step(
        "--expect", "TEXT", "Wait until this text has come, anywhere, 1 to 512 bytes.");

    internal static CheckOption ExpectHex { get; } = Step(
        "--expect-hex", "HEX", "Wait until these bytes have come, two hexadecimal digits each, 1 to 512 bytes.");

    internal static CheckOption ExpectRegex { get; } = Step(
        "--expect-regex",
        "PATTERN",
        "Wait for a line (of it at most 4 kB) that matches this .NET regular expression, without backtracking.");

    internal static CheckOption ExpectNot { get; } = Step(
        "--expect-not", "TEXT", "Fail when this text comes while the next step waits, 1 to 512 bytes.");

    internal static CheckOption Capture { get; } = Step(
        "--capture",
        "NAME=PATTERN",
        "Wait for a line that matches, and keep what its one group found, at most 128 bytes.");

    internal static CheckOption Close { get; } =
        new("--close", null, "Wait until the server ends the connection; the last step.") { IsStep = true };

    internal static CheckOption StartTls { get; } =
        new("--starttls", null, "Make the stream secure, right behind the step that waits for the server's consent.")
        {
            IsStep = true,
        };

    internal static IReadOnlyList<CheckOption> All { get; } =
    [
        Send, SendLine, SendHex, Expect, ExpectHex, ExpectRegex, ExpectNot, Capture, StartTls, Close, ByteCap.Option,
        .. TlsOptions.All,
    ];

    private static CheckOption Step(string name, string? value, string description) =>
        new(name, value, description) { IsStep = true, Repeatable = true };
}
