using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using LvsMon.Benchmarks.Subjects;

namespace LvsMon.Benchmarks.Rows;

/// <summary>How late the checks of one honest server are, alone and beside a thousand that do all that can be done to a
/// check.</summary>
internal static partial class HostileRows
{
    private const int IntervalMs = 50;
    private const int HostileIntervalMs = 1000;
    private const int OfEachKind = 9;
    private const int ProgramsOfEachKind = 2;
    private const int WarmSeconds = 6;

    /// <summary>Measures both in turn; each round is told.</summary>
    /// <returns>False when the honest server was ever called down.</returns>
    public static bool Run(Report report, Workshop workshop, Options options)
    {
        report.Table(
            $"One honest server, checked every {IntervalMs} ms, among hostile ones, each every {HostileIntervalMs} ms",
            "hostile", "checks of it", "late p50, ms", "p99, ms", "max, ms", "p99 / alone", "its verdicts",
            "inconclusive checks", "of a processor");
        bool isGood = true;
        for (int round = 0; round < options.Rounds; round++)
        {
            Seen alone = Measure(workshop, options, null);
            using HostileProcess hostile = new(workshop.Folder, options.Only, OfEachKind, ProgramsOfEachKind);
            Seen beside = Measure(workshop, options, hostile);
            foreach (Seen seen in (Seen[])[alone, beside])
            {
                Lateness late = seen.Late;
                report.Row(
                    $"{(seen == alone ? 0 : hostile.Count)}",
                    $"{late.Checks} of {late.Slots}",
                    Ms(late.P50Us),
                    Ms(late.P99Us),
                    Ms(late.MaxUs),
                    $"{late.P99Us / (double)alone.Late.P99Us:0.0}",
                    string.Join(' ', seen.Verdicts),
                    $"{seen.Inconclusive}",
                    $"{seen.CpuShare:0.00}");
            }

            isGood &= alone.Verdicts is ["UP"] && beside.Verdicts is ["UP"];
        }

        return isGood;
    }

    private static Seen Measure(Workshop workshop, Options options, HostileProcess? hostile)
    {
        using Peer peer = new(workshop, 1);
        using MeasuredProcess daemon = Contenders.Daemon(
            workshop, options, Honest(options) + hostile?.Configuration);
        daemon.Warm(WarmSeconds);
        peer.Reset();
        double before = daemon.CpuUs;
        Thread.Sleep(options.Seconds * 1000);
        double cpuUs = daemon.CpuUs - before;
        Lateness late = peer.Late(IntervalMs);
        string written = daemon.End();
        string started = $"STARTED: 1 of {1 + (hostile?.Count ?? 0)} ";
        if (!written.Contains(started, StringComparison.Ordinal))
        {
            throw new IOException($"not the honest server alone is up: {written}");
        }

        return new Seen(
            late,
            [.. Verdict().Matches(written).Select(match => match.Groups["word"].Value)],
            Inconclusive().Matches(written).Sum(match => int.Parse(match.Groups["checks"].ValueSpan)),
            cpuUs / 1e6 / options.Seconds);
    }

    private static string Honest(Options options) => $$"""
        {{(options.Cpu is { } cpu ? $"global {{\n cpu {cpu}\n}}" : string.Empty)}}
        defaults {
            interval {{HostileIntervalMs}}ms
            timeout  1s
        }
        virtual tcp 192.0.2.80:80 {
            name     honest
            interval {{IntervalMs}}ms
            timeout  500ms
            check    http --url http://127.0.0.1/health --status 200
            real {{Target.Address(0)}}:{{Peer.Port}}
        }

        """;

    private static string Ms(long us) => (us / 1000.0).ToString("0.00", CultureInfo.InvariantCulture);

    [GeneratedRegex(" (?<word>UP|DOWN) honest ")]
    private static partial Regex Verdict();

    [GeneratedRegex(@" INCONCLUSIVE: .*; (?<checks>\d+) check")]
    private static partial Regex Inconclusive();

    private sealed record Seen(Lateness Late, IReadOnlyList<string> Verdicts, int Inconclusive, double CpuShare);
}
