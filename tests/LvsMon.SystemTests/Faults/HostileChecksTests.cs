using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.SystemTests.Servers;
using LvsMon.SystemTests.Support;
using Xunit;
using Xunit.Abstractions;

namespace LvsMon.SystemTests.Faults;

/// <summary>Checks of every plugin, each against what can be done to it, beside one honest server.</summary>
public sealed partial class HostileChecksTests
{
    private const int OfEachKind = 3;
    private readonly ITestOutputHelper _output;

    public HostileChecksTests(ITestOutputHelper output)
    {
        _output = output;
    }

    [SystemFact]
    public void Check_OfEveryPluginAmongHostileServers_FailsForItsReasonAndHarmsNobody()
    {
        using Director director = new();
        using HttpPeer honest = new("127.0.1.42");
        using HostileServers hostile = new(director.Folder.Path, OfEachKind, programsOfEach: 1);
        director.Configure(Configuration(honest) + hostile.Configuration());
        director.Table.Table = hostile.Table(withReals: true);
        director.Start();
        Wait.Until(
            () => Told(director).Count == hostile.Count + 1,
            () => $"each of {hostile.Count + 1} has its verdict; still without: {Silent(director, hostile)}");
        int pid = director.Daemon.Pid;
        (int threads, int descriptors) = (ProcessView.Threads(pid), ProcessView.Descriptors(pid));
        long kilobytes = ProcessView.Status(pid, "RssAnon");

        DateTime from = DateTime.Now;
        Wait.For(TimeSpan.FromSeconds(8));

        int asked = honest.AskedSince(from);
        _output.WriteLine(
            $"{hostile.Count} servers, {asked} of 80, {kilobytes} then {ProcessView.Status(pid, "RssAnon")} kB");
        asked.Should().BeInRange(70, 82, "every 100 ms for 8 s; a busy machine may cost some");
        ProcessView.Threads(pid).Should().Be(threads);
        ProcessView.Descriptors(pid).Should().BeCloseTo(descriptors, (uint)hostile.Count, "those of checks in flight");
        ProcessView.Status(pid, "RssAnon").Should().BeLessThan(kilobytes + 4096);
        ShouldHaveVerdicts(director, honest, hostile);
        director.Daemon.Signal(Signals.Terminate);
        director.Daemon.WaitForExit(Wait.Patience).Code.Should().Be(0);
    }

    [Fact]
    public void Kinds_OfEveryCheck_AreThereOrItIsSaidWhyNot()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs/reference/checks.md"));
        IEnumerable<string> checks = Heading().Matches(page).Select(match => match.Groups[1].Value);
        IEnumerable<string> hostile = HostileKinds.All.Select(kind => kind.Check.Split(' ')[0]).Distinct();

        hostile.Concat(HostileKinds.Without.Keys).Should().BeEquivalentTo(checks);
    }

    /// <summary>One verdict each for the whole time, for the reason of its kind.</summary>
    private static void ShouldHaveVerdicts(Director director, HttpPeer honest, HostileServers hostile)
    {
        IReadOnlyList<Match> told = Told(director);
        ILookup<string, Match> lines = told.ToLookup(match => match.Groups["real"].Value);
        told.Should().HaveCount(lines.Count, "nobody's verdict changes");
        lines[honest.Endpoint].Single().Groups["state"].Value.Should().Be("UP");
        string[] wrong =
        [
            .. from one in hostile.All
               from endpoint in one.Endpoints
               let match = lines[endpoint].Single()
               let text = $"{match.Groups["state"].Value} {match.Groups["reason"].Value}"
               where !Regex.IsMatch(text, $"^DOWN {one.Kind.Down}$")
               select $"{one.Kind.Name}: {text}",
        ];
        wrong.Should().BeEmpty();
        director.ShouldHaveTable(
        [
            .. hostile.Table(withReals: false), "-A -t 192.0.2.80:80 -s wlc",
            $"-a -t 192.0.2.80:80 -r {honest.Endpoint} -m -w 1",
        ]);
        director.Journal.All("INCONCLUSIVE*").Should().BeEmpty();
        director.Syslog.Strange.Should().BeEmpty();
    }

    private static string Silent(Director director, HostileServers hostile)
    {
        string[] told = [.. Told(director).Select(match => match.Groups["real"].Value)];
        return string.Join(' ', hostile.All.Where(one => one.Endpoints.Except(told).Any()).Select(one => one.Kind.Name))
            + $"\n{director.Journal}{director.Daemon.Errors}";
    }

    private static IReadOnlyList<Match> Told(Director director) =>
        [.. director.Syslog.Lines.Select(line => Edge().Match(line.Text)).Where(match => match.Success)];

    private static string Configuration(HttpPeer honest) => $$"""
        global {
            log-burst off
        }
        defaults {
            interval        3s
            connect-timeout 1s
            receive-timeout 1s
            timeout         1.5s
            fall            2
        }
        virtual tcp 192.0.2.80:80 {
            name honest
            interval 100ms
            timeout  1s
            fall     3
            check    http --url http://www.example.com/
            real {{honest.Endpoint}}
        }

        """;

    /// <summary>The page has one for each plugin, compared with the program by a test, and one for TLS.</summary>
    [GeneratedRegex("<!-- generated: (?!tls )([a-z0-9]+) -->")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?<state>UP|DOWN) \S+ (?<real>[\d.:]+): (?<reason>.*); \d+ of \d+ (passed|failed); ")]
    private static partial Regex Edge();
}
