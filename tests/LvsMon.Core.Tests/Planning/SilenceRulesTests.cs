using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Planning;

public sealed class SilenceRulesTests
{
    private const string Vanished =
        "silence passes, and the kernel tells of a host that has vanished only after some 3s: ";

    private const string Refused = "silence passes, and hosts tell only once a second of a port where nobody listens: "
        + "the shortest interval is 1s; write 2s or more";

    private static readonly Timing Long = Draft.Timing with { ReceiveTimeoutUs = 4_000_000 };
    private static readonly Timing Brief = Draft.Timing with { FastIntervalUs = 1_000_000 };

    private readonly Diagnostics _diagnostics = new();

    [Fact]
    public void Build_SilencePassesBeforeTheKernelTells_IsWarnedOfOnceForEachCheck()
    {
        Plan(CheckReason.Silent, Draft.Timing, Draft.Timing);

        _diagnostics.InFileOrder.Should().Equal(new Diagnostic(
            DiagnosticSeverity.Warning,
            PlanningRules.ShortSilence,
            Draft.Line(9),
            Vanished + "receive-timeout is 3s; write 4s or more"));
    }

    [Fact]
    public void Build_SilencePassesAndAllIsShort_TellsBoth()
    {
        Plan(CheckReason.Silent, Brief with { ReceiveTimeoutUs = 4_000_000, TimeoutUs = 3_500_000 });

        _diagnostics.InFileOrder.Select(d => d.Message).Should()
            .Equal(Vanished + "timeout is 3.5s; write 4s or more", Refused);
    }

    [Fact]
    public void Build_SilencePassesAfterLongEnough_IsFine()
    {
        Plan(CheckReason.Silent, Long with { FastIntervalUs = 2_000_000 });

        _diagnostics.InFileOrder.Should().BeEmpty();
    }

    [Fact]
    public void Build_SilenceFails_MayBeShort()
    {
        Plan(CheckReason.ReceiveTimeout, Brief);

        _diagnostics.InFileOrder.Should().BeEmpty();
    }

    private void Plan(CheckReason silence, params Timing[] timings)
    {
        CheckReference check = Draft.Check("udp", 9);
        RealServerSettings[] reals =
            [.. timings.Select((timing, i) => Draft.Real(Draft.Numbered(80, i), check) with { Timing = timing })];
        StubPlugin plugin = new("udp") { Silence = silence };

        Configuration configuration = Draft.Configuration(Draft.Service("www", reals));
        PlanBuilder.Build(configuration, [plugin], PlanLimits.Unlimited, _diagnostics).Should().NotBeNull();
    }
}
