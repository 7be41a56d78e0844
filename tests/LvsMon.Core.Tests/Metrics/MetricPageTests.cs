using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.Core.Metrics;
using LvsMon.Core.Orders;
using LvsMon.Core.Planning;
using LvsMon.Core.Tests.Control;
using LvsMon.Core.Tests.Sessions;
using LvsMon.Core.Transitions;
using LvsMon.Testing;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Metrics;

public sealed class MetricPageTests
{
    private const string SampleLine =
        "^[a-z_]+(\\{([a-z]+=\"([^\"\\\\\n]|\\\\[\"\\\\n])*\",?)+(?<!,)\\})? [0-9]+(\\.[0-9]+)?$";

    [Fact]
    public void Page_EveryFamily_HasHelpTypeAndSeriesInThisOrder()
    {
        string[] lines = Lively().Lines();
        int at = 0;
        foreach (MetricFamily family in MetricCatalogue.Families)
        {
            lines[at++].Should().Be($"# HELP {family.Name} {family.Help}");
            string type = family.Type.ToString().ToLowerInvariant();
            lines[at++].Should().Be($"# TYPE {family.Name} {type}");
            int first = at;
            while (at < lines.Length && !lines[at].StartsWith('#'))
            {
                lines[at].Should().MatchRegex(SampleLine).And.StartWith(family.Name);
                at++;
            }

            at.Should().BeGreaterThan(first, family.Name);
        }

        at.Should().Be(lines.Length);
    }

    [Fact]
    public void Page_NoSeries_StandsTwice()
    {
        Lively().Lines().Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(MetricPage.LineBytes)]
    [InlineData(MetricPage.LineBytes + 1)]
    [InlineData(1000)]
    [InlineData(1777)]
    [InlineData(8192)]
    public void Page_ContinuedInBuffersOfAnySize_IsTheSame(int bytes)
    {
        Scene scene = Lively();

        PageText.Of(scene.Page, scene.NowUs, bytes).Should().Be(PageText.Of(scene.Page, scene.NowUs));
    }

    [Fact]
    public void Page_Histograms_RiseToTheirCount()
    {
        Dictionary<string, decimal> samples = PageText.Samples(Lively().Text());
        foreach (MetricFamily family in MetricCatalogue.Families.Where(f => f.Type == MetricType.Histogram))
        {
            string[] counts =
                [.. samples.Keys.Where(k => k.StartsWith(family.Name + "_count", StringComparison.Ordinal))];
            counts.Should().NotBeEmpty();
            foreach (string count in counts)
            {
                string labels = Regex.Match(count, "\\{(.*)\\}").Groups[1].Value;
                string begin = family.Name + "_bucket{" + (labels.Length > 0 ? labels + "," : "") + "le=";
                decimal[] buckets =
                    [.. samples.Where(s => s.Key.StartsWith(begin, StringComparison.Ordinal)).Select(s => s.Value)];
                buckets.Should().HaveCount(16).And.BeInAscendingOrder();
                samples[begin + "\"+Inf\"}"].Should().Be(samples[count]).And.Be(buckets[^1]);
                samples[count].Should().BePositive(count);
                samples.Should().ContainKey(count.Replace("_count", "_sum", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Page_NamesWithQuotesAndBackslashes_AreEscaped()
    {
        Plan plan = new PlanFactory().Service(1).Real(1, Timings.Every(1000)).Build();
        plan.Services[0] = plan.Services[0] with { Name = "a\"b\\c", ServiceSet = "s" };
        Scene scene = new(plan);

        scene.Lines().Should().Contain(
            $"lvsmon_real_up{{service=\"a\\\"b\\\\c\",set=\"s\",real=\"{PlanFactory.Host(1)}\"}} 0");
    }

    [Fact]
    public void Page_LongestNames_FitALineAndADocument()
    {
        Plan plan = new PlanFactory().Service(1).Real(1, Timings.Every(1000)).Build();
        plan.Services[0] = plan.Services[0] with { Name = new string('"', 64), ServiceSet = new string('\\', 64) };
        Scene scene = new(plan);

        scene.Lines().Max(line => line.Length).Should().BeLessThan(MetricPage.LineBytes);
        MetricCatalogue.Families.Max(f => (2 * f.Name.Length) + f.Help.Length).Should().BeLessThan(
            MetricPage.LineBytes - 40, "HELP and TYPE are written in one piece");
        PageText.Of(scene.Page, scene.NowUs, MetricPage.LineBytes).Should().Be(scene.Text());
    }

    [Fact]
    public void Page_WhatIsNotThere_HasNoSample()
    {
        Scene scene = new();
        scene.Control.Table.Wanted = -1;
        scene.Control.Table.Found = -1;

        string text = scene.Text();

        text.Should().NotContain("lvsmon_real_weight_wanted{").And.NotContain("lvsmon_real_weight_in_table{")
            .And.NotContain("\nlvsmon_table_read_age_seconds ");
        scene.Control.Table.Found = 7;
        scene.Control.Table.IsKnown = false;
        scene.Text().Should().NotContain("lvsmon_real_weight_in_table{").And.Contain("lvsmon_table_known 0\n");
    }

    [Fact]
    public void Page_Times_AreExactSeconds()
    {
        Scene scene = new();
        scene.Control.Table.ReadUs = scene.NowUs - 2_000_050;

        string text = scene.Text();

        text.Should().Contain("lvsmon_start_time_seconds 1700000000.25\n")
            .And.Contain("lvsmon_table_read_age_seconds 2.00005\n")
            .And.Contain("le=\"0.00025\"").And.Contain("le=\"10\"");
    }

    [Fact]
    public void Page_Checks_AddUp()
    {
        Scene scene = Lively();
        Dictionary<string, decimal> samples = PageText.Samples(scene.Text());

        decimal counted = samples.Where(
            s => s.Key.StartsWith("lvsmon_check_duration_seconds_count", StringComparison.Ordinal)).Sum(s => s.Value);
        counted.Should().Be(samples["lvsmon_checks_passed_total"] + samples["lvsmon_checks_failed_total"]);
        samples.Where(s => s.Key.StartsWith("lvsmon_checks_inconclusive_total", StringComparison.Ordinal))
            .Sum(s => s.Value).Should().Be(scene.Control.Harness.Counters.Inconclusive);
        samples["lvsmon_loop_lag_seconds_count"].Should().Be(scene.Control.Harness.Counters.Turns);
    }

    [Fact]
    public void Page_TenThousandRealServersWithoutAValue_IsWrittenInBoundedCalls()
    {
        Scene scene = new(new PlanFactory().Service(1).Reals(1, 10_000, Timings.Every(10_000)).Build());
        scene.Control.Table.Wanted = -1;
        scene.Control.Table.Found = -1;
        byte[] buffer = new byte[1 << 24];
        MetricCursor cursor = default;
        int calls = 0;
        while (!cursor.IsDone)
        {
            scene.Page.Write(buffer, ref cursor, scene.NowUs);
            calls++;
        }

        calls.Should().BeGreaterThan(5 * 10_000 / 4096);
    }

    [Fact]
    public void Page_Written_AllocatesNothing()
    {
        Scene scene = Lively();
        byte[] buffer = new byte[8192];
        long bytes = Allocation.Of(() =>
        {
            MetricCursor cursor = default;
            while (!cursor.IsDone)
            {
                scene.Page.Write(buffer, ref cursor, scene.NowUs);
            }
        });

        bytes.Should().Be(0);
    }

    [Fact]
    public void Page_SessionsAndOrders_AreThoseOfTheReportAndOfTheOperator()
    {
        Scene scene = Lively();
        scene.Control.Orders.Give(1, new Order(OrderKind.Draining, -1), 0, scene.NowUs);
        scene.Control.Harness.Clock.Advance(3_000_000);
        Dictionary<string, decimal> samples = PageText.Samples(scene.Text());
        decimal Sum(string name) =>
            samples.Where(s => s.Key.StartsWith(name, StringComparison.Ordinal)).Sum(s => s.Value);

        samples["lvsmon_sessions_age_seconds"].Should().Be(3);
        Sum("lvsmon_real_ordered_out").Should().Be(1);
        Enumerable.Range(0, 6).Sum(real => scene.Control.Sessions.OfReal(real).Active)
            .Should().Be((long)Sum("lvsmon_real_sessions_active")).And.BePositive();
        Enumerable.Range(0, 3).Sum(service => scene.Control.Sessions.OfService(service).Inactive)
            .Should().Be((long)Sum("lvsmon_service_sessions_inactive")).And.BePositive();
    }

    [Fact]
    public void Page_LineThatDoesNotFit_IsADefect()
    {
        Scene scene = new();

        Action act = () =>
        {
            MetricCursor cursor = default;
            scene.Page.Write(new byte[10], ref cursor, 0);
        };

        act.Should().Throw<InvalidOperationException>();
    }

    private static Scene Lively()
    {
        Scene scene = new();
        scene.Control.Harness.Put(1, SimulatedPeer.Accepting());
        scene.Control.Harness.Put(2, SimulatedPeer.Refusing());
        scene.Control.Harness.RunMs(2500);
        scene.Control.Table.ReadUs = scene.NowUs;
        scene.Control.Counters.Accept(new Fact(FactKind.Table) { A = 2, DurationUs = 3000 });
        scene.Control.SessionList.Lists([.. SessionRows.All(scene.Control.Harness.Plan)]);
        scene.Control.Sessions.Flush(scene.NowUs, new FactStream(new DetailPool()));
        return scene;
    }

    private sealed class Scene(Plan? plan = null)
    {
        public ControlScene Control { get; } = new(plan);

        public MetricPage Page => Control.Page;

        public long NowUs => Control.NowUs;

        public string Text() => PageText.Of(Page, NowUs);

        public string[] Lines() => Text().TrimEnd('\n').Split('\n');
    }
}
