using System;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Metrics;
using Xunit;

namespace LvsMon.Core.Tests.Metrics;

/// <summary>The conventions of Prometheus for names: prefix, base units behind the name, <c>_total</c> for
/// counters.</summary>
public sealed class MetricCatalogueTests
{
    private static readonly string[] OtherUnits =
        ["ms", "us", "milliseconds", "microseconds", "minutes", "hours", "days", "percent", "kb", "mb"];

    [Fact]
    public void Families_AllMetrics_StandOnceInTheOrderOfTheirIds()
    {
        MetricCatalogue.Families.Select(f => f.Id).Should().Equal(Enum.GetValues<MetricId>());
        MetricCatalogue.Families.Select(f => f.Name).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Names_All_FollowTheConventions()
    {
        foreach (MetricFamily family in MetricCatalogue.Families)
        {
            string[] words = family.Name.Split('_');
            family.Name.Should().MatchRegex("^lvsmon(_[a-z]+)+$");
            words.Should().NotIntersectWith(OtherUnits, family.Name);
            words.Contains("total").Should().Be(family.Type == MetricType.Counter, family.Name);
            (words[^1] is "bucket" or "count" or "sum").Should().BeFalse(family.Name);
            if (family.Type == MetricType.Counter)
            {
                words[^1].Should().Be("total");
            }

            if (family.Type == MetricType.Histogram)
            {
                words[^1].Should().Be("seconds", "histograms here count times");
            }

            words.Count(word => word == "seconds").Should().BeLessThanOrEqualTo(1);
            (words.Contains("seconds") && words[^1] is not ("seconds" or "total")).Should().BeFalse(family.Name);
        }
    }

    [Fact]
    public void Names_OfFamilies_DoNotMeetTheSeriesOfAHistogram()
    {
        string[] histograms =
            [.. MetricCatalogue.Families.Where(f => f.Type == MetricType.Histogram).Select(f => f.Name)];

        MetricCatalogue.Families.Select(f => f.Name).Should().NotContain(
            name => histograms.Any(h => name != h && name.StartsWith(h + "_", StringComparison.Ordinal)));
    }

    [Fact]
    public void Help_All_IsOneSentenceThatNeedsNoEscape()
    {
        foreach (MetricFamily family in MetricCatalogue.Families)
        {
            family.Help.Should().MatchRegex("^[ -\\[\\]-~]+\\.$", family.Name);
            family.Help.Length.Should().BeLessThan(200);
        }
    }
}
