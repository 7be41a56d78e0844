using System;
using System.Collections.Generic;
using FluentAssertions;
using LvsMon.Checks.Udp;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Udp;

public sealed class UdpPluginTests : DatagramContractTests
{
    protected override ICheckPlugin Plugin { get; } = new UdpPlugin(TimeSpan.FromMinutes(1));

    protected override IEnumerable<DatagramSample> Samples =>
    [
        new(["--send", "ask"], [], CheckReason.None),
        new(["--send", "ask"], ["anything"u8.ToArray()], CheckReason.Matched),
        new(["--send", "ask"], [[]], CheckReason.Matched),
        new(["--send-hex", "00 ff 0A"], ["anything"u8.ToArray()], CheckReason.Matched),
        new(["--send", "ask", "--expect", "ans"], ["answer"u8.ToArray()], CheckReason.Matched),
        new(["--send", "ask", "--expect", "ans"], ["an"u8.ToArray()], CheckReason.Mismatch, "an"),
        new(["--send", "ask", "--expect", "ans"], [[], "answer"u8.ToArray()], CheckReason.Mismatch, ""),
        new(["--send", "ask", "--expect-hex", "0a0b"], [[10, 11, 12]], CheckReason.Matched),
        new(["--send", "ask", "--expect-hex", "0a0b"], [[10, 12]], CheckReason.Mismatch, "\n\f"),
        new(["--send", "ask", "--regex", "^v[0-9]+$"], ["v12"u8.ToArray()], CheckReason.Matched),
        new(["--send", "ask", "--regex", "^v[0-9]+$"], ["w12"u8.ToArray()], CheckReason.Mismatch, "w12"),
        new(["--send", "ask", "--expect", "x"], [new byte[300]], CheckReason.Mismatch, new string('\0', 64)),
    ];

    protected override bool IsPicky => false;

    protected override bool IsFree(DatagramSample sample) => Array.IndexOf(sample.Options, "--regex") < 0;

    [Theory]
    [InlineData("--send", "ask", "ask")]
    [InlineData("--send-hex", "61 736b", "ask")]
    public void Request_Given_IsSent(string option, string value, string sent)
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin, option, value));
        runner.Connect();

        System.Text.Encoding.ASCII.GetString(runner.Sent.Span).Should().Be(sent);
    }

    [Theory]
    [InlineData("fail", CheckReason.ReceiveTimeout)]
    [InlineData("pass", CheckReason.Silent)]
    public void Silence_Given_IsTheResultOfNoAnswer(string word, CheckReason reason)
    {
        CheckProgram program = CheckCompiler.Program(Plugin, "--send", "x", "--silence", word);

        program.Silence.Should().Be(reason);
    }

    [Theory]
    [InlineData("say what to send with --send or --send-hex: a server answers nothing to nothing")]
    [InlineData("--send and --send-hex do not go together; keep one", "--send", "x", "--send-hex", "00")]
    [InlineData("--expect and --regex do not go together; keep one", "--send", "x", "--expect", "a", "--regex", "b")]
    [InlineData("it has 1 to 512 bytes", "--send", "")]
    [InlineData(
        "\"0g\" is not bytes of two hexadecimal digits each, such as 0a0b or \"0a 0b\"", "--send-hex", "0g")]
    [InlineData(
        "\"a 0\" is not bytes of two hexadecimal digits each, such as 0a0b or \"0a 0b\"", "--send-hex", "a 0")]
    public void Options_Wrong_AreRefused(string message, params string[] words) =>
        CheckCompiler.Errors(Plugin, words).Should().ContainSingle().Which.Should().EndWith(message);
}
