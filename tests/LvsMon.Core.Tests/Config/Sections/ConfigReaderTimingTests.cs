using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using Xunit;

namespace LvsMon.Core.Tests.Config.Sections;

public sealed class ConfigReaderTimingTests
{
    private const long Second = 1_000_000;

    [Theory]
    [InlineData("", "", "", null, 10)]
    [InlineData("", "", "", 2 * Second, 2)]
    [InlineData("interval 3", "", "", 2 * Second, 3)]
    [InlineData("interval 3", "interval 4", "", 2 * Second, 4)]
    [InlineData("interval 3", "interval 4", "interval 5", 2 * Second, 5)]
    [InlineData("", "", "interval 5", null, 5)]
    public void Interval_SetInSeveralPlaces_TheMostSpecificWins(
        string defaults, string service, string real, long? commandLine, int seconds)
    {
        Timing timing = Read(defaults, service, real, commandLine);

        (timing.IntervalUs / Second, timing.FastIntervalUs / Second, timing.DownIntervalUs / Second)
            .Should().Be((seconds, seconds, seconds));
    }

    [Fact]
    public void FastAndDownInterval_SetFurtherOut_StayWhenTheIntervalChanges()
    {
        Timing timing = Read("fast-interval 1", "down-interval 20", "interval 5", null);

        (timing.IntervalUs, timing.FastIntervalUs, timing.DownIntervalUs)
            .Should().Be((5 * Second, Second, 20 * Second));
    }

    [Fact]
    public void Timing_EachValue_ComesFromItsOwnPlace()
    {
        Timing timing = Read(
            "rise 2\nfall 4\nconnect-timeout 500ms\nfail-after 5m",
            "receive-timeout 1.5s\nfall 5",
            "timeout 2s\nfail-after off",
            null);

        timing.Should().Be(
            new Timing(10 * Second, 10 * Second, 10 * Second, 500_000, 1_500_000, 2 * Second, 2, 5, 0)
            {
                HoldDownMaxUs = 600 * Second,
            });
    }

    [Fact]
    public void StableForAndHoldDown_FromSeveralPlaces_AreTaken()
    {
        Timing timing = Read("stable-for 30\nhold-down 10s", "hold-down-max 5m", "stable-for off", null);

        (timing.StableForUs, timing.HoldDownUs, timing.HoldDownMaxUs).Should().Be((0, 10 * Second, 300 * Second));
    }

    [Fact]
    public void HoldDown_AboveTheBuiltInMost_IsTakenWithAWarningAtItsPlace()
    {
        ReadResult result = ReadResult.Of(Text("hold-down 11m", "", ""));

        result.Text.Split('\n')[..3].Should().Equal(
            "lvsmon.conf:2:11: warning: a hold-down of 11m is above its hold-down-max of 10m and never grows; "
            + "write a hold-down up to 10m, or a longer hold-down-max",
            "    2 | hold-down 11m",
            "      |           ^^^");
        result.Configuration.Services.Single().Reals.Single().Timing.HoldDownUs.Should().Be(660 * Second);
    }

    [Theory]
    [InlineData("", "", "", false)]
    [InlineData("require any", "", "", true)]
    [InlineData("require any", "require all", "", false)]
    [InlineData("", "require all", "require any", true)]
    public void Require_FromSeveralPlaces_IsTheMostSpecific(string defaults, string service, string real, bool any) =>
        ReadResult.Good(Text(defaults, service, real)).Services.Single().Reals.Single().RequiresAny.Should().Be(any);

    [Fact]
    public void EquilibriumWords_Written_SetTheSameValues()
    {
        Timing timing = Read(
            "server-connection-interval 60\nserver-connection-timeout 5\nserver-timeouts-allowed 1\n"
            + "server-down-retry-interval 300", "", "", null);

        timing.Should().Be(
            new Timing(60 * Second, 60 * Second, 300 * Second, 5 * Second, 5 * Second, 5 * Second, 1, 2, 0)
            {
                HoldDownMaxUs = 600 * Second,
            });
    }

    [Theory]
    [InlineData("server-connection-interval", "1", "3600", "0", "3601")]
    [InlineData("server-connection-timeout", "1", "60", "0", "61")]
    [InlineData("server-timeouts-allowed", "0", "99", "-1", "100")]
    [InlineData("server-down-retry-interval", "1", "3600", "0", "3601")]
    public void EquilibriumWords_Ranges_AreThoseOfEquilibrium(
        string word, string lowest, string highest, string below, string above)
    {
        foreach (string good in new[] { lowest, highest })
        {
            // A long interval in the service, so that no timeout is above ten of it.
            ReadResult.Of(Text($"{word} {good}", "interval 1h", "")).Text.Should().BeEmpty();
        }

        foreach (string bad in new[] { below, above })
        {
            ReadResult.Of(Text($"{word} {bad}", "", "")).Diagnostics.ErrorCount.Should().Be(1);
        }
    }

    [Theory]
    [InlineData(100_000, 1_000_000)]
    [InlineData(499_999, 4_999_990)]
    [InlineData(500_000, 5_000_000)]
    [InlineData(60_000_000, 5_000_000)]
    public void BuiltInTimeout_ShortIntervalOnTheCommandLine_Bows(long intervalUs, long timeoutUs) =>
        Read("", "", "", intervalUs).TimeoutUs.Should().Be(timeoutUs);

    [Fact]
    public void WrittenTimeout_ExactlyTenIntervals_IsTaken() =>
        Read("timeout 20s", "interval 2s", "", null).TimeoutUs.Should().Be(20 * Second);

    [Fact]
    public void WrittenTimeout_AboveTenIntervalsOfTheCommandLine_IsRefusedAtItsLine()
    {
        ReadResult result = ReadResult.Of(Text("timeout 20s", "", ""), Second);

        result.All.Should().ContainSingle().Which.Span.Should().Be(new SourceSpan(0, 2, 9, 3));
    }

    [Fact]
    public void WrongInterval_WithALongTimeout_GivesOneMistake() =>
        ReadResult.Of(Text("timeout 120s\ninterval abc", "", "")).All.Should().ContainSingle()
            .Which.Rule.Should().Be(ConfigRules.BadDuration);

    private static string Text(string defaults, string service, string real) =>
        $"defaults {{\n{defaults}\n}}\nvirtual tcp 192.0.2.80:80 {{\n{service}\nreal 10.0.0.11:80 {{\n{real}\n}}\n}}\n";

    private static Timing Read(string defaults, string service, string real, long? intervalUs) =>
        ReadResult.Good(Text(defaults, service, real), intervalUs).Services.Single().Reals.Single().Timing;
}
