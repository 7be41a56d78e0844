using System.IO;
using FluentAssertions;
using LvsMon.Commands;
using Xunit;

namespace LvsMon.Tests.Commands;

public sealed class OutputStyleTests
{
    [Theory]
    [InlineData(true, "xterm", null, true, true)]
    [InlineData(true, "linux", "", true, true)]
    [InlineData(true, "xterm", "1", true, false)]
    [InlineData(true, "xterm", "0", true, false)]
    [InlineData(true, "dumb", null, false, false)]
    [InlineData(true, "", null, false, false)]
    [InlineData(true, null, null, false, false)]
    [InlineData(false, "xterm", null, false, false)]
    public void Of_OutputAndEnvironment_DecidesWhatIsWrittenBesideTheText(
        bool isTerminal, string? term, string? noColour, bool canClear, bool hasColour)
    {
        OutputStyle.Of(isTerminal, term, noColour).Should().Be(new OutputStyle(canClear, hasColour));
    }

    [Fact]
    public void StyleOf_AnotherWriter_IsPlainWhateverStandardOutputIs()
    {
        using StringWriter writer = new();

        StandardStreams.StyleOf(writer).Should().Be(new OutputStyle(false, false));
    }
}
