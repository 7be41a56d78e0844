using System.Text;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using Xunit;

namespace LvsMon.Core.Tests.Os;

public sealed class WallTimeTextTests
{
    [Theory]
    [InlineData(2026, 120, "2026-01-02T03:04:05+02:00")]
    [InlineData(1999, -570, "1999-01-02T03:04:05-09:30")]
    [InlineData(9999, 0, "9999-01-02T03:04:05+00:00")]
    public void Write_Time_IsIso8601(int year, int offset, string expected)
    {
        byte[] buffer = new byte[WallTimeText.Length];
        ByteWriter line = new(buffer);

        WallTimeText.Write(ref line, new WallTime(year, 1, 2, 3, 4, 5, offset));

        line.Overflowed.Should().BeFalse();
        Encoding.ASCII.GetString(buffer).Should().Be(expected);
    }
}
