using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.SystemTests.Servers;
using LvsMon.SystemTests.Support;
using Xunit;
using Xunit.Abstractions;

namespace LvsMon.SystemTests.Faults;

/// <summary>A thousand real servers that misbehave in every way there is, and one that does not.</summary>
public sealed partial class HostilePeerTests
{
    private const int OfEachKind = 44;
    private const int FirstNetwork = 30;
    private readonly ITestOutputHelper _output;

    public HostilePeerTests(ITestOutputHelper output)
    {
        _output = output;
    }

    [SystemFact]
    public void Check_ThousandHostilePeers_GetTheirVerdictsAndDelayNobody()
    {
        using Director director = new();
        using HttpPeer honest = new("127.0.1.41");
        List<RawPeers> hostile = [];
        try
        {
            hostile.AddRange(PeerKinds.All.Select((kind, i) => new RawPeers(kind, FirstNetwork + i, OfEachKind)));
            director.Configure(Configuration(honest, hostile));
            director.Table.Table = [.. hostile.Where(peers => peers.Kind.Down is not null).SelectMany(Entries)];
            director.Start();
            Wait.Until(
                () => Told(director).Count == hostile.Sum(peers => peers.Endpoints.Count) + 1,
                () => $"each has its verdict, {Told(director).Count} have\n{director.Daemon.Errors}");
            int pid = director.Daemon.Pid;
            (int threads, int descriptors) = (ProcessView.Threads(pid), ProcessView.Descriptors(pid));
            long kilobytes = ProcessView.Status(pid, "VmRSS");

            DateTime from = DateTime.Now;
            Wait.For(TimeSpan.FromSeconds(8));

            int asked = honest.AskedSince(from);
            _output.WriteLine($"{asked} of 80, {kilobytes} then {ProcessView.Status(pid, "VmRSS")} kB");
            asked.Should().BeInRange(70, 82, "every 100 ms for 8 s; a busy machine may cost some");
            ProcessView.Threads(pid).Should().Be(threads);
            ProcessView.Descriptors(pid).Should().BeCloseTo(descriptors, 16, "one for each check in flight");
            ProcessView.Status(pid, "VmRSS").Should().BeLessThan(kilobytes + 4096);
            ShouldHaveVerdicts(director, honest, hostile);
        }
        finally
        {
            hostile.ForEach(peers => peers.Dispose());
        }
    }

    [Fact]
    public void Kinds_OfPeers_StandInTheirRowsOfThePage()
    {
        string[] page = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "faults.md"));
        foreach (PeerKind kind in PeerKinds.All)
        {
            page.Should().ContainSingle(line => line.StartsWith($"| {kind.Row} |", StringComparison.Ordinal))
                .Which.Should().Contain($"`{kind.Name}`");
        }
    }

    /// <summary>One verdict each for the whole time, the right one, in the time it may take.</summary>
    private static void ShouldHaveVerdicts(Director director, HttpPeer honest, List<RawPeers> hostile)
    {
        IReadOnlyList<Match> told = Told(director);
        ILookup<string, Match> lines = told.ToLookup(match => match.Groups["real"].Value);
        told.Should().HaveCount(lines.Count, "nobody's verdict changes");
        lines[honest.Endpoint].Single().Groups["state"].Value.Should().Be("UP");
        foreach (RawPeers peers in hostile)
        {
            string wanted = peers.Kind.Down is not null ? $"^DOWN {peers.Kind.DownPattern}$" : "^UP 200$";
            string[] found = [.. peers.Endpoints.Select(e => lines[e].Single()).Select(Verdict).Distinct()];
            found.Should().AllSatisfy(text => text.Should().MatchRegex(wanted, peers.Kind.Name));
        }

        // The deadline of an attempt is 1.5 s and moves by what a busy machine makes the loop late.
        told.Should().AllSatisfy(match => Milliseconds(match).Should().BeLessThan(5000));
        RawPeers slow = hostile.Single(peers => peers.Kind.Name == "slow");
        slow.Endpoints.Should().AllSatisfy(
            endpoint => Milliseconds(lines[endpoint].Single()).Should().BeGreaterThanOrEqualTo(400));
        director.Table.Table.Should().BeEquivalentTo(
            hostile.SelectMany(peers => peers.Kind.Down is null ? Entries(peers) : Entries(peers).Take(1))
                .Append("-A -t 192.0.2.80:80 -s wlc").Append($"-a -t 192.0.2.80:80 -r {honest.Endpoint} -m -w 1"));
        director.Journal.All("INCONCLUSIVE*").Should().BeEmpty();
        director.Syslog.Strange.Should().BeEmpty();
    }

    /// <summary>Who is to be down is in the table at first: only a verdict that changes something is told.</summary>
    private static IEnumerable<string> Entries(RawPeers peers)
    {
        string service = $"-t {Service(peers)}";
        return [$"-A {service} -s wlc", .. peers.Endpoints.Select(endpoint => $"-a {service} -r {endpoint} -m -w 1")];
    }

    private static string Service(RawPeers peers) => $"192.0.2.81:{peers.Endpoints[0].Split(':')[1]}";

    private static string Verdict(Match match) => $"{match.Groups["state"].Value} {match.Groups["reason"].Value}";

    private static double Milliseconds(Match match) =>
        double.Parse(match.Groups["ms"].Value, CultureInfo.InvariantCulture)
            * match.Groups["unit"].Value switch { "s" => 1000, "ms" => 1, _ => 0.001 };

    private static IReadOnlyList<Match> Told(Director director) =>
        [.. director.Syslog.Lines.Select(line => Edge().Match(line.Text)).Where(match => match.Success)];

    private static string Configuration(HttpPeer honest, List<RawPeers> hostile)
    {
        // The request is nearly as long as one may be: a peer that reads nothing leaves much unread.
        string fill = new('x', 3500);
        StringBuilder text = new($$"""
            global {
                log-burst off
            }
            defaults {
                interval        3s
                connect-timeout 1s
                receive-timeout 1s
                timeout         1.5s
            }
            check status  http --url http://www.example.com/ --header "X-Fill: {{fill}}"
            check content http --url http://www.example.com/ --contains "no such text"
            virtual tcp 192.0.2.80:80 {
                name honest
                interval 100ms
                timeout  1s
                check    status
                real {{honest.Endpoint}}
            }

            """);
        foreach (RawPeers peers in hostile)
        {
            text.Append($$"""
                virtual tcp {{Service(peers)}} {
                    name {{peers.Kind.Name}}
                    check {{(peers.Kind.HasContent ? "content" : "status")}}
                    {{string.Join("\n    ", peers.Endpoints.Select(endpoint => "real " + endpoint))}}
                }

                """);
        }

        return text.ToString();
    }

    [GeneratedRegex(
        @"^(?<state>UP|DOWN) \S+ (?<real>[\d.:]+): (?<reason>.*); \d+ of \d+ (passed|failed); .*; "
        + @"check (?<ms>[\d.]+)(?<unit>ms|us|s)")]
    private static partial Regex Edge();
}
