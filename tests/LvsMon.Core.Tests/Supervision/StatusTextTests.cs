using System.Text;
using FluentAssertions;
using LvsMon.Core.Supervision;
using LvsMon.Core.Values;
using Xunit;

namespace LvsMon.Core.Tests.Supervision;

public sealed class StatusTextTests
{
    [Theory]
    [InlineData(1, 1, 1, 0, TableStanding.InStep, false, "1 of 1 real server up in 1 virtual service; table in step")]
    [InlineData(
        0, 0, 0, 0, TableStanding.Unread, false, "0 of 0 real servers up in 0 virtual services; table not read yet")]
    [InlineData(
        3, 40, 2, 1, TableStanding.OutOfStep, true,
        "3 of 40 real servers up in 2 virtual services, 1 without any; table out of step; "
        + "own network doubted, removals held")]
    [InlineData(
        4, 4, 2, 0, TableStanding.Shadow, false,
        "4 of 4 real servers up in 2 virtual services; a shadow, the table is left alone")]
    public void Status_OfAState_IsOneLine(
        int up, int reals, int services, int empty, TableStanding table, bool isolated, string expected) =>
        Text(new DaemonState(up, reals, services, empty, table, isolated), true, false).Should().Be(expected);

    [Fact]
    public void Status_LongestOfAll_Fits()
    {
        DaemonState state = new(
            int.MinValue, int.MinValue, int.MinValue, int.MaxValue, TableStanding.Shadow, true);

        Text(state, false, true).Should().EndWith("; first round of checks not over").And.StartWith("reload refused, ");
    }

    private static string Text(DaemonState state, bool isFirstRoundOver, bool isReloadRefused)
    {
        ByteWriter line = new(new byte[256]);
        StatusText.Write(ref line, in state, isFirstRoundOver, isReloadRefused);
        line.Overflowed.Should().BeFalse();
        return Encoding.ASCII.GetString(line.Written);
    }
}
