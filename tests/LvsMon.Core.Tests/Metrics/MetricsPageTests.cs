using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.Core.Metrics;
using LvsMon.Core.Tests.Config;
using LvsMon.Core.Tests.Support;
using Xunit;

namespace LvsMon.Core.Tests.Metrics;

public sealed class MetricsPageTests
{
    [Fact]
    public void Page_ComparedWithTheCatalogue_IsTheSame()
    {
        (string page, string made) = PageParts.Read("docs/reference/metrics.md", MetricsPage.Parts);

        page.Should().Be(made);
    }

    [Theory]
    [InlineData("docs/examples/lvsmon.rules.yml")]
    [InlineData("docs/examples/lvsmon.rules_test.yml")]
    [InlineData("docs/examples/grafana-dashboard.json")]
    [InlineData("docs/reference/metrics.md")]
    public void Examples_EveryMetric_IsInTheCatalogue(string path)
    {
        string text = File.ReadAllText(Path.Combine(TestFolders.Root, path));
        string[] known =
        [
            .. MetricCatalogue.Families.SelectMany(f => f.Type == MetricType.Histogram
                ? (string[])[f.Name, f.Name + "_bucket", f.Name + "_sum", f.Name + "_count"]
                : [f.Name]),
        ];

        string[] used = [.. Regex.Matches(text, "\\blvsmon_[a-z_]+").Select(m => m.Value).Distinct()];

        used.Should().HaveCountGreaterThan(10).And.BeSubsetOf(known);
    }

    [Fact]
    public void Dashboard_Panels_AllHaveAQueryAndAPlaceOfTheirOwn()
    {
        string path = Path.Combine(TestFolders.Root, "docs/examples/grafana-dashboard.json");
        using JsonDocument dashboard = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement[] panels = [.. dashboard.RootElement.GetProperty("panels").EnumerateArray()];

        panels.Should().HaveCountGreaterThan(8);
        panels.Select(p => p.GetProperty("id").GetInt32()).Should().OnlyHaveUniqueItems();
        panels.Select(p => p.GetProperty("gridPos").ToString()).Should().OnlyHaveUniqueItems();
        foreach (JsonElement target in panels.SelectMany(p => p.GetProperty("targets").EnumerateArray()))
        {
            target.GetProperty("expr").GetString().Should().Contain("lvsmon_");
        }
    }
}
