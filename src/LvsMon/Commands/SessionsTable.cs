using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using LvsMon.Core.Values;

namespace LvsMon.Commands;

/// <summary>The answer to <c>sessions</c> for people: a line a service set, a line a virtual service with one for each
/// real server below it, and the report's age at the end.</summary>
internal static class SessionsTable
{
    private static readonly string[] Members = ["active", "inactive", "total"];
    private static readonly string[] Titles = ["SESSIONS OF", "ACTIVE", "INACT", "TOTAL"];

    /// <summary>The whole text, with its last line end.</summary>
    public static string Render(IReadOnlyList<ControlDocument> documents)
    {
        List<string[]> rows = [Titles];
        for (int i = 1; i < documents.Count; i++)
        {
            ControlDocument document = documents[i];
            rows.Add([Of(document), .. Members.Select(member => Count(document.NumberOrNull(member)))]);
            bool isLast = i + 1 == documents.Count || documents[i + 1].Type != "real-sessions";
            ControlDocument? service = isLast ? ServiceOf(documents, i) : null;
            if (service is not null && Elsewhere(service) is { Active: var active, Inactive: var inactive }
                && active + inactive > 0)
            {
                rows.Add(["    (elsewhere)", Count(active), Count(inactive), Count(active + inactive)]);
            }
        }

        StringBuilder text = new();
        TextRows.Append(text, rows, column => column == 0);
        return text.Append(Foot(documents[0])).Append('\n').ToString();
    }

    private static string Of(ControlDocument document) => document.Type switch
    {
        "set-sessions" => Set(document),
        "service-sessions" => "  " + document.Text("service"),
        _ => "    " + document.Text("real"),
    };

    private static string Set(ControlDocument set)
    {
        long services = set.Number("services");
        long counted = set.Number("counted");
        string missing = counted < services
            ? string.Create(CultureInfo.InvariantCulture, $" ({counted} of {services} services)")
            : "";
        return $"set {set.Text("set")}{missing}";
    }

    private static ControlDocument? ServiceOf(IReadOnlyList<ControlDocument> documents, int at)
    {
        while (at > 0 && documents[at].Type == "real-sessions")
        {
            at--;
        }

        return documents[at].Type == "service-sessions" ? documents[at] : null;
    }

    private static (long Active, long Inactive) Elsewhere(ControlDocument service) =>
        (service.Number("elsewhere_active"), service.Number("elsewhere_inactive"));

    private static string Count(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static string Foot(ControlDocument report)
    {
        if (report.NumberOrNull("sessions_age_us") is { } ageUs)
        {
            string every = DurationText.Format(report.Number("interval_us"));
            return $"counted {DurationText.Format(ageUs)} ago, every {every}";
        }

        return report.Number("interval_us") == 0
            ? "sessions are not counted here"
            : "not counted yet, or the last counts are too old; the log says NO SESSIONS and why";
    }
}
