using System;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Checks;
using Xunit;

namespace LvsMon.Checks.Tests;

public sealed class TextPatternTests
{
    private static readonly ICheckPlugin Http = CheckCatalogue.Find("http")!;

    [Theory]
    [InlineData("(", "its end")]
    [InlineData("a[z-b]c", "character")]
    [InlineData(@"(a)\1", "without backtracking")]
    [InlineData("(?=a)b", "without backtracking")]
    [InlineData("((a{999}){999}){999}", "small counts")]
    [InlineData("", "1 to 512 characters")]
    public void Pattern_Wrong_IsRefusedWithAReason(string pattern, string reason) =>
        CheckCompiler.Errors(Http, "--regex", pattern).Single().Should().Contain(reason);

    [Fact]
    public void Pattern_KnownToBreakBacktrackers_IsLinear() =>
        Pattern("^(a+)+$", TimeSpan.FromMinutes(1)).Match(Bytes(new string('a', 4000) + "b"))
            .Should().Be(CheckReason.Mismatch);

    [Fact]
    public void Match_OverTime_SaysNothingOfTheServer()
    {
        // Counting to 4,000 makes as many states: far more than a millisecond on any machine.
        TextPattern pattern = Pattern("x(a|b){4000}", TimeSpan.FromMilliseconds(1));

        pattern.Match(Bytes("x" + new string('a', 4000))).Should().Be(CheckReason.OwnLag);
        Reasons.OutcomeOf(CheckReason.OwnLag).Should().Be(CheckOutcome.Inconclusive);
    }

    [Fact]
    public void Bytes_ThatAreNotUtf8_AreMatchedAsReplacements() =>
        Pattern("^\uFFFDa$", TimeSpan.FromMinutes(1)).Match([0xFF, (byte)'a']).Should().Be(CheckReason.Matched);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static TextPattern Pattern(string pattern, TimeSpan timeout) =>
        TextPattern.Compile(Http.Options[0], pattern, timeout, new NoDiagnostics())!;

    private sealed class NoDiagnostics : ICheckDiagnostics
    {
        public void Error(CheckOption option, string message) => throw new InvalidOperationException(message);

        public void Error(GivenOption given, string message) => throw new InvalidOperationException(message);

        public void Error(string message) => throw new InvalidOperationException(message);
    }
}
