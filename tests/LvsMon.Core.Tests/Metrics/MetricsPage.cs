using System.Collections.Generic;
using System.Globalization;
using System.Text;
using LvsMon.Core.Metrics;
using LvsMon.Core.Values;

namespace LvsMon.Core.Tests.Metrics;

/// <summary>The tables of <c>docs/reference/metrics.md</c> as the catalogue gives them.</summary>
internal static class MetricsPage
{
    public static IReadOnlyDictionary<string, string> Parts { get; } = new Dictionary<string, string>
    {
        ["metrics"] = Metrics(),
        ["limits"] = Limits(),
    };

    private static string Metrics()
    {
        StringBuilder text = new("| Name | Type | Labels | Meaning |\n|---|---|---|---|\n");
        foreach (MetricFamily family in MetricCatalogue.Families)
        {
            string type = family.Type.ToString().ToLowerInvariant();
            text.Append(CultureInfo.InvariantCulture, $"| `{family.Name}` | {type} | {Labels(family.Scope)} | ");
            text.Append(CultureInfo.InvariantCulture, $"{family.Help} |\n");
        }

        return text.ToString();
    }

    private static string Labels(MetricScope scope) => scope switch
    {
        MetricScope.Daemon => "-",
        MetricScope.Build => "`version`",
        MetricScope.Reason => "`reason`",
        MetricScope.Result => "`result`",
        MetricScope.Check => "`check`",
        MetricScope.Service => "`service`, `set`",
        MetricScope.ServiceState => "`service`, `set`, `state`",
        _ => "`service`, `set`, `real`",
    };

    private static string Limits()
    {
        (string What, string Limit)[] rows =
        [
            ("Clients at once", MetricsLimits.Clients.ToString(CultureInfo.InvariantCulture)),
            ("The head of a request", $"{MetricsLimits.HeadBytes} bytes"),
            ("From a request's first byte to the end of its head", DurationText.Format(MetricsLimits.HeadUs)),
            ("An answer that is not read on", DurationText.Format(MetricsLimits.UnreadUs)),
            ("A whole answer", DurationText.Format(MetricsLimits.AnswerUs)),
            ("A client without a byte", DurationText.Format(MetricsLimits.IdleUs)),
            ("The same while others wait for its place", DurationText.Format(MetricsLimits.PatienceUs)),
        ];
        StringBuilder text = new("| What | At most |\n|---|---|\n");
        foreach ((string what, string limit) in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {what} | {limit} |\n");
        }

        return text.ToString();
    }
}
