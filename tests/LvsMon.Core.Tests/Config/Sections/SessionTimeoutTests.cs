using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using Xunit;

namespace LvsMon.Core.Tests.Config.Sections;

public sealed class SessionTimeoutTests
{
    private const string Managed = "global {\n manage-sysctls yes\n}\n";

    [Theory]
    [InlineData("", "tcp 192.0.2.80:80", "session-timeout 15", 15, 0)]
    [InlineData("", "udp 192.0.2.80:80", "session-timeout 1h", 0, 3600)]
    [InlineData("", "fwmark 7", "session-timeout 90", 90, 90)]
    [InlineData("", "tcp 192.0.2.80:80", "", 0, 0)]
    [InlineData("session-timeout 60", "tcp 192.0.2.80:80", "", 60, 0)]
    [InlineData("session-timeout 60", "udp 192.0.2.80:80", "", 0, 60)]
    [InlineData("session-timeout 60", "tcp 192.0.2.80:80", "session-timeout 30", 30, 0)]
    public void SessionTimeout_OneService_IsForItsProtocol(
        string defaults, string header, string line, int tcp, int udp) =>
        ReadResult.Good(Text(defaults, (header, line))).Global.SessionTimeouts.Should()
            .Be(new SessionTimeouts(tcp, udp));

    [Fact]
    public void SessionTimeout_SeveralValues_LargestOfEachProtocolHolds()
    {
        ReadResult result = ReadResult.Of(Text(
            "session-timeout 30",
            ("tcp 192.0.2.80:80", "session-timeout 120"),
            ("tcp 192.0.2.81:80", "session-timeout 300"),
            ("udp 192.0.2.82:80", ""),
            ("udp 192.0.2.83:80", "session-timeout 45")));

        result.Diagnostics.HasErrors.Should().BeFalse();
        result.Configuration.Global.SessionTimeouts.Should().Be(new SessionTimeouts(300, 45));
        result.All.Select(d => (d.Rule, d.Severity, d.Span.Line)).Should().Equal(
            (ConfigRules.SessionTimeoutsDiffer, DiagnosticSeverity.Warning, 5),
            (ConfigRules.SessionTimeoutsDiffer, DiagnosticSeverity.Warning, 8));
        result.All[0].Message.Should().Contain("UDP sessions: 45s of line 20 holds");
        result.All[1].Message.Should().Contain("TCP sessions: 5m of line 12 holds");
    }

    [Fact]
    public void SessionTimeout_WinnerInAnotherFile_IsNamedWithIt()
    {
        MemoryConfigFiles files = new MemoryConfigFiles()
            .With(ReadResult.Path, Managed + "include shop.conf\n" + Service("tcp 192.0.2.80:80", "session-timeout 20"))
            .With("shop.conf", Service("tcp 192.0.2.81:80", "session-timeout 40"));

        ReadResult.Of(files).All.Should().ContainSingle()
            .Which.Message.Should().Contain("40s of line 2 of shop.conf holds");
    }

    [Fact]
    public void SessionTimeout_NotManaged_WarnsAtEachLineAndSetsNothing()
    {
        ReadResult result = ReadResult.Of(
            "defaults {\n session-timeout 60\n}\n" + Service("tcp 192.0.2.80:80", "session-timeout 120"));

        result.Configuration.Global.SessionTimeouts.Any.Should().BeFalse();
        result.All.Select(d => (d.Rule, d.Severity, d.Span.Line)).Should().Equal(
            (ConfigRules.SysctlsNotManaged, DiagnosticSeverity.Warning, 2),
            (ConfigRules.SysctlsNotManaged, DiagnosticSeverity.Warning, 5));
        result.All[0].Message.Should().Contain("manage-sysctls yes");
    }

    [Fact]
    public void SessionTimeout_DefaultsForSctpOnly_IsWarnedOfAtTheDefaults()
    {
        ReadResult.Of(Text("session-timeout 60", ("sctp 192.0.2.80:80", ""))).All.Should().ContainSingle()
            .Which.Rule.Should().Be(ConfigRules.SessionTimeoutSctp);
        ReadResult.Of(Text("session-timeout 60", ("sctp 192.0.2.80:80", ""), ("tcp 192.0.2.80:80", "")))
            .All.Should().BeEmpty();
    }

    [Fact]
    public void SessionTimeout_BesidePersistence_LeavesItAsItIs()
    {
        Configuration read = ReadResult.Good(Text(
            "session-timeout 60", ("tcp 192.0.2.80:80", ""), ("tcp 192.0.2.81:80", "persistence 300")));

        read.Services.Select(s => s.Persistence?.TimeoutSeconds).Should().Equal(null, 300);
    }

    [Fact]
    public void SessionTimeout_WrongOrTwice_DoesNotCount()
    {
        ReadResult result = ReadResult.Of(Text(
            "", ("tcp 192.0.2.80:80", "session-timeout 20\n session-timeout 900"),
            ("tcp 192.0.2.81:80", "session-timeout 3601"), ("tcp 192.0.2.82:80", "session-timeout 20.5")));

        result.All.Select(d => d.Rule).Should().Equal(
            ConfigRules.RepeatedDirective, ConfigRules.OutOfRange, ConfigRules.OutOfRange);
        result.Configuration.Global.SessionTimeouts.Should().Be(new SessionTimeouts(20, 0));
    }

    private static string Text(string defaults, params (string Header, string Line)[] services) =>
        $"{Managed}defaults {{\n {defaults}\n}}\n" + string.Concat(services.Select(s => Service(s.Header, s.Line)));

    private static string Service(string header, string line) =>
        $"virtual {header} {{\n {line}\n real 10.0.0.11:80\n}}\n";
}
