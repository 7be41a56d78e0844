using System;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Life;

/// <summary>What the whole network namespace shares: the kernel's settings and timeouts.</summary>
public sealed class NamespaceSettingTests
{
    private const string Missing =
        "/proc/sys/net/ipv4/vs is missing, ip_vs is not in this kernel or network namespace; ";

    [SystemFact(Needs.NoIpvs)]
    public void Start_SettingsMissing_SaysSoOnce()
    {
        using Pair pair = new();
        pair.Director.Daemon.Signal(Signals.Hangup);
        pair.Director.Journal.ShouldSay("RELOAD*");
        Wait.For(TimeSpan.FromSeconds(1));

        Lines(pair, "SYSCTL").Should().Equal(
            $"SYSCTL not read: {Missing}what becomes of open connections is not known");
        Lines(pair, "CAUTION").Should().BeEmpty();
    }

    [SystemFact(Needs.NoIpvs)]
    public void Start_SettingsMissingThatAreToBeSet_SaysSoOnce()
    {
        using Pair pair = Start("manage-sysctls yes\nreconcile 1s", "");

        pair.Director.Journal.ShouldComeTo($"SYSCTL not set: {Missing}nothing is set");
        Wait.For(TimeSpan.FromSeconds(3));
        Lines(pair, "SYSCTL").Should().ContainSingle();
    }

    [SystemFact]
    public void SessionTimeout_Managed_IsSetReadBackAndKept()
    {
        using Pair pair = Start("manage-sysctls yes\nreconcile 1s", "session-timeout 120");
        Director director = pair.Director;

        director.Journal.ShouldComeTo("TIMEOUT tcp: 900s found, 120s set");
        director.Table.Timeouts.Should().Be("120 120 300");
        director.Table.Commands.Where(line => line.Contains("--set", StringComparison.Ordinal))
            .Should().Equal("$ ipvsadm --set 120 0 0");
        director.ShouldHaveTable(pair.Whole());
        director.Journal.Pass();
        Wait.For(TimeSpan.FromSeconds(3));
        director.Journal.Unread.Should().BeEmpty("it is right");
        director.Table.Timeouts = "3600 120 300";
        director.Journal.ShouldSay("TIMEOUT tcp: 3600s found, 120s set");

        director.Configure(pair.Configuration("manage-sysctls yes\nreconcile 1s", service: "session-timeout 300"));
        director.Daemon.Signal(Signals.Hangup);
        director.Journal.ShouldComeTo("TIMEOUT tcp: 120s found, 300s set");
        director.Daemon.Signal(Signals.Terminate);
        director.Daemon.WaitForExit(Wait.Patience).Code.Should().Be(0);
        director.Table.Timeouts.Should().Be("300 120 300", "it stays");
        director.Table.Table.Should().NotContain(line => line.Contains(" -p ", StringComparison.Ordinal));
    }

    [SystemFact]
    public void SessionTimeout_NotManaged_IsAWarningAndNothingIsSet()
    {
        using Pair pair = Start("reconcile 1s", "session-timeout 120");
        pair.Director.PassStart();
        Wait.For(TimeSpan.FromSeconds(3));

        pair.Director.Daemon.Errors.Should()
            .Contain("warning: session-timeout has no effect without manage-sysctls yes");
        pair.Director.Table.Timeouts.Should().Be("900 120 300");
        pair.Director.Table.Commands.Should().NotContain(line => line.Contains("timeout", StringComparison.Ordinal));
    }

    [SystemFact]
    public void SessionTimeout_SetHasNoEffect_IsToldAndTheTableIsKept()
    {
        using Pair pair = new(start: false);
        pair.Director.Configure(pair.Configuration("manage-sysctls yes\nreconcile 1s", service: "session-timeout 120"));
        pair.Director.Table.Fail("always --set no-effect");
        pair.Director.Start();
        pair.Director.Journal.ShouldComeTo(
            "TIMEOUT not set tcp: 900s found, 120s wanted (exit 0 without effect); idle sessions are kept as long as "
            + "before");
        pair.Director.ShouldHaveTable(pair.Whole());
        pair.First.Stop();
        pair.Director.ShouldHaveTable(Pair.With(pair.SecondLine()));
        Wait.For(TimeSpan.FromSeconds(2));
        Lines(pair, "TIMEOUT").Should().ContainSingle();

        pair.Director.Table.Heal();
        pair.Director.Journal.ShouldComeTo("TIMEOUT tcp: 900s found, 120s set");
    }

    [SystemFact]
    public void SessionTimeout_IpvsadmHangsOnIt_TheTableIsKeptAllTheSame()
    {
        using Pair pair = new(start: false);
        pair.Director.Configure(pair.Configuration("manage-sysctls yes\nreconcile 1s", service: "session-timeout 120"));
        pair.Director.Table.Fail("always --timeout hang");
        pair.Director.Start();
        pair.Director.ShouldHaveTable(pair.Whole());
        pair.Director.Journal.ShouldComeTo("TIMEOUT not set: the kernel's timeouts cannot be read (deadline)*");

        pair.First.Stop();

        pair.Director.Journal.ShouldComeTo($"DOWN www {pair.First.Endpoint}*");
        Wait.Until(
            () => pair.Director.Table.Table.Count == Pair.With(pair.SecondLine()).Length,
            "the table is right",
            TimeSpan.FromSeconds(3));
        pair.Director.Journal.All("TABLE out of step*").Should().BeEmpty();
    }

    private static string[] Lines(Pair pair, string word) =>
    [
        .. pair.Director.Syslog.Lines.Select(line => line.Text)
            .Where(line => line.StartsWith(word, StringComparison.Ordinal)),
    ];

    private static Pair Start(string global, string service)
    {
        Pair pair = new(start: false);
        pair.Director.Configure(pair.Configuration(global, service: service));
        pair.Director.Start();
        return pair;
    }
}
