using System;
using FluentAssertions;
using LvsMon.Core.Values;
using Xunit;

namespace LvsMon.Core.Tests.Values;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("10", 10_000_000)]
    [InlineData("0.5", 500_000)]
    [InlineData("350us", 350)]
    [InlineData("1.8ms", 1_800)]
    [InlineData("12s", 12_000_000)]
    [InlineData("3m20s", 200_000_000)]
    [InlineData("4d2h", 352_800_000_000)]
    [InlineData("1d1h1m1s1ms1us", 90_061_001_001)]
    [InlineData("366d", 31_622_400_000_000)]
    [InlineData("000010s", 10_000_000)]
    public void DurationText_WrittenForm_IsRead(string text, long us)
    {
        DurationText.TryParse(text, out long read).Should().BeTrue();

        read.Should().Be(us);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1 s")]
    [InlineData("1x")]
    [InlineData("1S")]
    [InlineData("1sec")]
    [InlineData(".5s")]
    [InlineData("5.s")]
    [InlineData("1.5.0s")]
    [InlineData("1,5s")]
    [InlineData("1e3")]
    [InlineData("20s3m")]
    [InlineData("3m3m")]
    [InlineData("3m20")]
    [InlineData("1.5m20s")]
    [InlineData("1m1.5s")]
    [InlineData("0.5us")]
    [InlineData("367d")]
    [InlineData("366d1us")]
    [InlineData("9999999999999999")]
    [InlineData("99999999999999999999999999999999999999d")]
    [InlineData("\u0661s")]
    public void DurationText_OtherText_IsRefused(string text) =>
        DurationText.TryParse(text, out _).Should().BeFalse();

    [Theory]
    [InlineData(-5, "0us")]
    [InlineData(0, "0us")]
    [InlineData(350, "350us")]
    [InlineData(999, "999us")]
    [InlineData(1_000, "1ms")]
    [InlineData(1_850, "1.8ms")]
    [InlineData(99_999, "99.9ms")]
    [InlineData(100_999, "100ms")]
    [InlineData(999_999, "999ms")]
    [InlineData(12_000_000, "12s")]
    [InlineData(59_990_000, "59.9s")]
    [InlineData(60_000_000, "1m")]
    [InlineData(200_000_000, "3m20s")]
    [InlineData(3_599_999_999, "59m59s")]
    [InlineData(3_600_000_000, "1h")]
    [InlineData(352_800_000_000, "4d2h")]
    [InlineData(long.MaxValue, "106751991d4h")]
    public void DurationText_Duration_IsWrittenForPeople(long us, string text) =>
        DurationText.Format(us).Should().Be(text);

    [Fact]
    public void DurationText_WrittenDurations_AreReadBackNearly()
    {
        Random random = new(7);
        for (int i = 0; i < 5000; i++)
        {
            long us = random.NextInt64(1L << random.Next(1, 44));
            string text = DurationText.Format(us);

            DurationText.TryParse(text, out long read).Should().BeTrue(text);
            read.Should().BeLessThanOrEqualTo(us);
            (us - read).Should().BeLessThanOrEqualTo(us / 10, text);
            DurationText.Format(read).Should().Be(text);
        }
    }
}
