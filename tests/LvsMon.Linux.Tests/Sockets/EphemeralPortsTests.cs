using FluentAssertions;
using LvsMon.Linux.Sockets;
using Xunit;

namespace LvsMon.Linux.Tests.Sockets;

public sealed class EphemeralPortsTests
{
    [Theory]
    [InlineData("32768\t60999\n", 32768, 60999)]
    [InlineData("1024 65535", 1024, 65535)]
    [InlineData("", 0, 65535)]
    [InlineData("32768", 0, 65535)]
    [InlineData("many few", 0, 65535)]
    public void Parse_OfTheFile_GivesTheRangeOrAll(string text, int first, int last) =>
        EphemeralPorts.Parse(text).Should().Be(new EphemeralPorts(first, last));

    [Theory]
    [InlineData(32767, false)]
    [InlineData(32768, true)]
    [InlineData(60999, true)]
    [InlineData(61000, false)]
    public void Contains_APort_IncludesBothEnds(ushort port, bool expected) =>
        new EphemeralPorts(32768, 60999).Contains(port).Should().Be(expected);

    [Fact]
    public void Read_OnThisMachine_GivesARange()
    {
        EphemeralPorts ports = EphemeralPorts.Read();

        ports.First.Should().BeLessThanOrEqualTo(ports.Last);
    }
}
