using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using LvsMon.Core.Control;
using LvsMon.Core.Values;

namespace LvsMon.Core.Tests.Control;

/// <summary>The tables of <c>docs/reference/control.md</c> as the catalogues give them.</summary>
internal static class ControlPage
{
    public static IReadOnlyDictionary<string, string> Parts { get; } = new Dictionary<string, string>
    {
        ["commands"] = Commands(),
        ["documents"] = Documents(),
        ["errors"] = Errors(),
        ["limits"] = Limits(),
    };

    private static string Commands()
    {
        StringBuilder text = new("| Command | Needs | Members of the request | Documents of the answer | Meaning |\n");
        text.Append("|---|---|---|---|---|\n");
        foreach (ControlCommand command in ControlCatalogue.Commands)
        {
            string needs = command.Permission == ControlPermission.Reading ? "reading" : "changing";
            string fields = string.Join(", ", [
                .. command.Needed.Select(f => $"`{NameOf(f)}`"),
                .. command.Optional.Select(f => $"`{NameOf(f)}` (optional)"),
            ]);
            fields = fields.Length == 0 ? "-" : fields;
            string documents = string.Join(", ", command.Documents.Select(d => $"`{d}`"));
            text.Append(CultureInfo.InvariantCulture, $"| `{command.Name}` | {needs} | {fields} | {documents} | ");
            text.Append(CultureInfo.InvariantCulture, $"{command.Summary} |\n");
        }

        return text.ToString();
    }

    private static string NameOf(ControlField field) => Encoding.ASCII.GetString(ControlFields.Name(field));

    private static string Documents()
    {
        StringBuilder text = new("| Document | Member | Value | Meaning |\n|---|---|---|---|\n");
        foreach (ControlDocumentField field in ControlCatalogue.Fields)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| `{field.Document}` | `{field.Name}` | {field.Value} | {field.Meaning} |\n");
        }

        return text.ToString();
    }

    private static string Errors()
    {
        StringBuilder text = new("| Word | Meaning | The connection ends |\n|---|---|---|\n");
        foreach (ControlError error in ControlErrors.All)
        {
            string word = Encoding.ASCII.GetString(ControlErrors.Word(error));
            string message = Encoding.ASCII.GetString(ControlErrors.Message(error));
            string ends = ControlErrors.Ends(error) ? "yes"
                : error == ControlError.NotPermitted ? "when the client may do nothing"
                : "no";
            text.Append(CultureInfo.InvariantCulture, $"| `{word}` | {message} | {ends} |\n");
        }

        return text.ToString();
    }

    private static string Limits()
    {
        (string What, string Limit)[] rows =
        [
            ("Clients at once", Count(ControlLimits.Clients)),
            ("Clients that may only look among them", Count(ControlLimits.Readers)),
            ("Followers of the events among them", Count(ControlLimits.Followers)),
            ("A request with its line end", $"{ControlLimits.RequestBytes} bytes"),
            ("A line of an answer", $"{ControlLimits.DocumentBytes} bytes"),
            ("From a request's first byte to its line end", DurationText.Format(ControlLimits.RequestUs)),
            ("An answer that is not read on", DurationText.Format(ControlLimits.UnreadUs)),
            ("A whole answer", DurationText.Format(ControlLimits.AnswerUs)),
            ("A client without a request", DurationText.Format(ControlLimits.IdleUs)),
            ("The same while others wait for its place", DurationText.Format(ControlLimits.PatienceUs)),
        ];
        StringBuilder text = new("| What | At most |\n|---|---|\n");
        foreach ((string what, string limit) in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {what} | {limit} |\n");
        }

        return text.ToString();
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}
