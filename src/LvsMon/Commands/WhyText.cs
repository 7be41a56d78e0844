using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using LvsMon.Core.Values;

namespace LvsMon.Commands;

/// <summary>The answer to <c>why</c> for people: what decided, what the table says, each check with what it has said
/// lately, and what ipvsadm was told.</summary>
internal static class WhyText
{
    private const string Indent = "  ";

    private static readonly string[] Titles =
        [Indent + "LAST", "FIRST", "TIMES", "RESULT", "CHECK", "CONNECT", "TLS", "SEND", "RECEIVE", "BYTES"];

    private static readonly string[] Phases = ["check_us", "connect_us", "tls_us", "send_us", "receive_us"];

    /// <summary>The whole text, with its last line end.</summary>
    public static string Render(IReadOnlyList<ControlDocument> documents)
    {
        ControlDocument real = documents.First(document => document.Type == "real");
        StringBuilder text = new();
        text.Append(Head(real, documents.First(document => document.Type == "transition"))).Append('\n');
        text.Append(Table(documents[0], real)).Append('\n');
        List<string[]> rows = [];
        foreach (ControlDocument document in documents)
        {
            if (document.Type == "check-state")
            {
                Flush(text, rows);
                text.Append(Check(document)).Append('\n');
            }
            else if (document.Type == "probe")
            {
                rows.Add(Probe(document));
            }
        }

        Flush(text, rows);
        List<ControlDocument> lines = [.. documents.Where(document => document.Type == "table-line")];
        text.Append(lines.Count == 0 ? "ipvsadm: no line about it is remembered\n" : "ipvsadm\n");
        foreach (ControlDocument line in lines)
        {
            text.Append(Indent).Append(Line(line)).Append('\n');
        }

        return text.ToString();
    }

    private static string Head(ControlDocument real, ControlDocument transition)
    {
        StringBuilder text = new();
        text.Append(real.Text("service")).Append(' ').Append(real.Text("real"));
        if (real.Number("checks") == 0)
        {
            return text.Append(": unmonitored, taken for up").ToString();
        }

        string forTime = DurationText.Format(transition.Number("age_us"));
        text.Append(": ").Append(transition.Text("state")).Append(" for ").Append(forTime);
        if (!real.Flag("verified"))
        {
            text.Append("; no verdict yet, ");
            text.Append(transition.Text("state") == "up" ? "it was found in the table" : "it was not in the table");
        }

        if (transition.Text("reason").Length == 0)
        {
            return text.Append(real.Flag("verified") ? "; no result of the checks below decided that" : "").ToString();
        }

        text.Append("; ").Append(StatusWords.Reason(transition, "reason"));
        string verb = transition.Text("outcome") == "pass" ? "passed" : "failed";
        text.Append(CultureInfo.InvariantCulture, $"; {transition.Number("count")} of ");
        text.Append(CultureInfo.InvariantCulture, $"{transition.Number("threshold")} {verb}");
        text.Append("; check ").Append(StatusWords.CheckTime(transition.Number("check_us")));
        text.Append(transition.Text("place") is { Length: > 0 } place ? $"; in {place}" : "");
        text.Append(transition.Text("said") is { Length: > 0 } said ? $"; \"{said}\"" : "");
        return text.ToString();
    }

    private static string Table(ControlDocument daemon, ControlDocument real)
    {
        StringBuilder text = new("table: ");
        text.Append(StatusWords.Ordered(real));
        text.Append(real.NumberOrNull("wanted") is { } wanted
            ? string.Create(CultureInfo.InvariantCulture, $"weight {wanted} wanted")
            : "not wanted");
        text.Append(real.Text("held") is { Length: > 0 } held ? $", held by {held}" : "");
        if (!daemon.Flag("table_known"))
        {
            return text.Append("; not read yet").ToString();
        }

        text.Append(real.NumberOrNull("in_table") is { } found
            ? string.Create(CultureInfo.InvariantCulture, $"; weight {found} there")
            : "; not there");
        text.Append(daemon.NumberOrNull("read_age_us") is { } ageUs
            ? $", read {DurationText.Format(ageUs)} ago" : ", not read since the reload");
        return text.Append(daemon.Flag("in_step") ? "" : "; the table is OUT OF STEP").ToString();
    }

    private static string Check(ControlDocument check)
    {
        StringBuilder text = new(check.Flag("agent") ? "agent " : "check ");
        text.Append(check.Text("check")).Append(" at ").Append(check.Text("target")).Append('\n');
        text.Append(Indent);
        text.Append(check.Text("verdict") == "none" ? "no verdict" : check.Text("verdict"));
        (long passes, long fails) = (check.Number("passes"), check.Number("fails"));
        text.Append(check.Number("inconclusives") switch
        {
            > 0 and long times => string.Create(CultureInfo.InvariantCulture, $", {times} inconclusive in a row"),
            _ when fails > 0 => string.Create(
                CultureInfo.InvariantCulture, $", {fails} failed in a row ({check.Number("fall")} make it down)"),
            _ when passes > 0 => string.Create(
                CultureInfo.InvariantCulture, $", {passes} passed in a row ({check.Number("rise")} make it up)"),
            _ => "",
        });
        text.Append("; every ").Append(DurationText.Format(check.Number("interval_us")));
        text.Append(check.NumberOrNull("next_us") is { } nextUs
            ? $", again in {StatusWords.CheckTime(nextUs)}" : ", under way now");
        text.Append(", at most ").Append(DurationText.Format(check.Number("timeout_us")));
        long others = check.Number("shared") - 1;
        return others == 0 ? text.ToString()
            : text.Append(CultureInfo.InvariantCulture, $"; shared with {others} more").ToString();
    }

    private static string[] Probe(ControlDocument probe) =>
    [
        Indent + Ago(probe.Number("last_age_us")),
        Ago(probe.Number("first_age_us")),
        probe.Number("times").ToString(CultureInfo.InvariantCulture),
        StatusWords.Reason(probe, "reason"),
        .. Phases.Select(phase => probe.NumberOrNull(phase) is { } us ? StatusWords.CheckTime(us) : "-"),
        probe.Number("bytes").ToString(CultureInfo.InvariantCulture),
    ];

    private static string Line(ControlDocument line)
    {
        StringBuilder text = new();
        text.Append(Ago(line.Number("age_us"))).Append("  ").Append(line.Text("text")).Append("  ");
        string after = line.NumberOrNull("settled_us") is { } us ? $" after {StatusWords.CheckTime(us)}" : "";
        text.Append(line.Text("end") switch
        {
            "taken" => "in the table" + after,
            "not-taken" => "DID NOT TAKE",
            "overtaken" => "did not take, and is not wanted any more",
            "unread" => "something else came before it was read back",
            _ => "not read back yet",
        });
        if (line.Number("times") is > 1 and long times)
        {
            text.Append(CultureInfo.InvariantCulture, $"; tried {times} times");
        }

        return text.Append(line.Text("said") is { Length: > 0 } said ? $"; \"{said}\"" : "").ToString();
    }

    private static string Ago(long us) => DurationText.Format(us) + " ago";

    private static void Flush(StringBuilder text, List<string[]> rows)
    {
        if (rows.Count > 0)
        {
            TextRows.Append(text, [Titles, .. rows], column => column is 0 or 1 or 3);
        }

        rows.Clear();
    }
}
