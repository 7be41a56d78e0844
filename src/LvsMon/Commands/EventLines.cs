using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using LvsMon.Core.Control;
using LvsMon.Core.Values;

namespace LvsMon.Commands;

/// <summary>Prints the documents of a stream of events: as they came, or as lines like those of the log.</summary>
internal sealed class EventLines
{
    private const string TimeEnd = "_us";

    /// <summary>Members that have a place of their own in a line, or none.</summary>
    private static readonly HashSet<string> Placed =
    [
        "type", "seq", "time", "monotonic_us", "event", "service", "real", "reason", "number", "place", "detail",
        "foreign",
    ];

    private readonly TextWriter _output;
    private readonly bool _asTheyCame;
    private readonly List<ControlDocument> _state = [];
    private string _run = "";
    private bool _isState;

    /// <summary>Makes a printer.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="asTheyCame">True for documents instead of lines.</param>
    public EventLines(TextWriter output, bool asTheyCame)
    {
        _output = output;
        _asTheyCame = asTheyCame;
    }

    /// <summary>Behind what a later stream would go on, as <c>--since</c> takes it; empty at the beginning.</summary>
    public string Last { get; private set; } = "";

    /// <summary>Takes the next document.</summary>
    public void Take(ControlDocument document)
    {
        if (document.Type == "stream")
        {
            _run = document.Text("run");
        }

        if (document.Type is "event" or "snapshot-end" && document.NumberOrNull("seq") is { } number)
        {
            Last = string.Create(CultureInfo.InvariantCulture, $"{_run}:{number}");
        }

        if (_asTheyCame)
        {
            _output.WriteLine(document.Line);
            return;
        }

        switch (document.Type)
        {
            case "event" when IsNumbers(document.Text("event")):
                break;
            case "event":
                _output.WriteLine(Line(document));
                break;
            case "lost":
                _output.WriteLine(Lost(document));
                break;
            case "snapshot":
                _state.Clear();
                _isState = true;
                break;
            case "snapshot-end":
                _isState = false;
                _output.Write(new StatusTable(false).Render(_state));
                break;
            default:
                if (_isState)
                {
                    _state.Add(document);
                }

                break;
        }
    }

    /// <summary>What follows a report on sessions every 15 s is for programs: among the lines for people it would leave
    /// no other in sight, and <c>lvsmon sessions</c> shows it better.</summary>
    private static bool IsNumbers(string word) => word is "set-sessions" or "service-sessions" or "real-sessions";

    /// <summary>The time, the word, whom it is about, why, and the rest by its names.</summary>
    internal static string Line(ControlDocument document)
    {
        StringBuilder line = new(document.Text("time"));
        line.Append(' ').Append(document.Text("event").ToUpperInvariant().Replace('-', ' '));
        Part(line, " ", document.Text("service"));
        Part(line, " ", document.Text("real"));
        string separator = ": ";
        if (document.Text("reason").Length > 0)
        {
            line.Append(separator).Append(document.Text("reason").Replace('-', ' '));
            separator = "; ";
            Part(line, " ", document.NumberOrNull("number")?.ToString(CultureInfo.InvariantCulture) ?? "");
            Part(line, " ", document.Text("place"));
        }

        if (document.Text("detail").Length > 0)
        {
            string quote = document.Flag("foreign") ? "\"" : "";
            line.Append(separator).Append(quote).Append(document.Text("detail")).Append(quote);
            separator = "; ";
        }

        foreach ((string name, FlatKind kind) in document.Members)
        {
            if (!Placed.Contains(name) && kind != FlatKind.Null)
            {
                line.Append(separator).Append(Value(document, name, kind));
                separator = "; ";
            }
        }

        if (document.NumberOrNull("seq") is { } number)
        {
            line.Append(CultureInfo.InvariantCulture, $"{separator}seq {number}");
        }

        return line.ToString();
    }

    private static string Lost(ControlDocument document)
    {
        if (document.NumberOrNull("count") is not { } count)
        {
            return "LOST: the numbers begin anew, the daemon was started in between";
        }

        string what = string.Create(CultureInfo.InvariantCulture, $"LOST {count} {document.Text("what")}");
        return document.NumberOrNull("from") is { } from
            ? string.Create(CultureInfo.InvariantCulture, $"{what}: {from} to {document.Number("to")} are gone")
            : what;
    }

    private static string Value(ControlDocument document, string name, FlatKind kind)
    {
        bool isTime = name.EndsWith(TimeEnd, System.StringComparison.Ordinal);
        string shown = isTime ? name[..^TimeEnd.Length] : name;
        string value = kind switch
        {
            FlatKind.Text => document.Text(name),
            FlatKind.Flag => document.Flag(name) ? "yes" : "no",
            _ when isTime => DurationText.Format(document.Number(name)),
            _ => document.Number(name).ToString(CultureInfo.InvariantCulture),
        };
        return $"{shown.Replace('_', ' ')} {value}";
    }

    private static void Part(StringBuilder line, string separator, string text)
    {
        if (text.Length > 0)
        {
            line.Append(separator).Append(text);
        }
    }
}
