using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using LvsMon.Core.Values;

namespace LvsMon.Commands;

/// <summary>The answer to <c>status</c> for people: a head line a service, a line a real server, and what holds for all
/// at the end.</summary>
internal sealed class StatusTable
{
    private const string Reset = "\x1b[0m";

    private static readonly Column[] Columns =
    [
        new("REAL", IsNumber: false, r => r.Text("real")),
        new("STATE", IsNumber: false, r => r.Text("state")),
        new("SINCE", IsNumber: false, Since),
        new("WEIGHT", IsNumber: true, r => Count(r.Number("weight"))),
        new("WANTED", IsNumber: true, r => Count(r.NumberOrNull("wanted"))),
        new("TABLE", IsNumber: true, r => Count(r.NumberOrNull("in_table"))),
        new("ACTIVE", IsNumber: true, r => Count(r.NumberOrNull("active"))),
        new("INACT", IsNumber: true, r => Count(r.NumberOrNull("inactive"))),
        new("CHECK", IsNumber: false, r => Duration(r.NumberOrNull("check_us"))),
        new("LAST", IsNumber: false, StatusWords.Last),
    ];

    private readonly bool _hasColour;
    private readonly StringBuilder _text = new();

    /// <summary>Makes a renderer.</summary>
    public StatusTable(bool hasColour)
    {
        _hasColour = hasColour;
    }

    /// <summary>The whole text, with its last line end.</summary>
    public string Render(IReadOnlyList<ControlDocument> documents)
    {
        _text.Clear();
        int at = 1;
        while (at < documents.Count)
        {
            ControlDocument service = documents[at++];
            List<ControlDocument> reals = [];
            while (at < documents.Count && documents[at].Type == "real")
            {
                reals.Add(documents[at++]);
            }

            Head(service, reals.FindAll(real => real.Text("order").Length > 0).Count);
            Rows(reals);
        }

        _text.Append(StatusWords.Foot(documents[0])).Append('\n');
        return _text.ToString();
    }

    private static string Count(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "-";

    private static string Duration(long? us) => us is { } value ? StatusWords.CheckTime(value) : "-";

    private static string Since(ControlDocument real) =>
        real.Number("checks") == 0 ? "-" : DurationText.Format(real.Number("since_us"));

    private static string Colour(ControlDocument real) => real.Text("state") == "down" ? "\x1b[31m"
        : real.Flag("verified") ? "\x1b[32m"
        : "\x1b[33m";

    private void Head(ControlDocument service, int ordered)
    {
        string name = service.Text("service");
        string key = service.Text("key");
        _text.Append(name);
        if (key != name)
        {
            _text.Append("  ").Append(key);
        }

        _text.Append("  ").Append(service.Text("scheduler")).Append(' ').Append(service.Text("forward"));
        if (service.Text("set") is { Length: > 0 } set)
        {
            _text.Append("  set ").Append(set);
        }

        long carrying = service.Number("carrying");
        _text.Append("  ").Append(service.Number("up")).Append(" of ").Append(carrying).Append(" up");
        long standby = service.Number("reals") - carrying - ordered;
        if (standby > 0)
        {
            _text.Append("  ").Append(standby).Append(" standby");
        }

        if (ordered > 0)
        {
            _text.Append("  ").Append(ordered).Append(" out by order");
        }

        if (service.NumberOrNull("active") is { } active)
        {
            long sessions = active + service.Number("inactive");
            string age = DurationText.Format(service.Number("sessions_age_us"));
            _text.Append("  ").Append(sessions).Append(sessions == 1 ? " session (" : " sessions (").Append(age)
                .Append(" ago)");
        }

        if (service.Text("fallback") is { Length: > 0 } fallback)
        {
            _text.Append("  fallback ").Append(fallback).Append(service.Flag("fallback_in") ? " in" : " out");
        }

        _text.Append(service.Flag("blind") ? "  BLIND\n" : "\n");
    }

    private void Rows(List<ControlDocument> reals)
    {
        string[][] cells = [.. reals.Select(real => Columns.Select(column => column.Cell(real)).ToArray())];
        int[] widths = [.. Columns.Select((column, index) =>
            cells.Select(row => row[index].Length).Append(column.Title.Length).Max())];
        Row([.. Columns.Select(column => column.Title)], widths, null);
        for (int row = 0; row < cells.Length; row++)
        {
            Row(cells[row], widths, reals[row]);
        }
    }

    private void Row(string[] cells, int[] widths, ControlDocument? real)
    {
        StringBuilder line = new();
        for (int i = 0; i < cells.Length; i++)
        {
            string cell = Columns[i].IsNumber ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i]);
            if (_hasColour && real is not null && Columns[i].Title == "STATE")
            {
                cell = Colour(real) + cell + Reset;
            }

            line.Append("  ").Append(cell);
        }

        _text.Append(line.ToString().TrimEnd()).Append('\n');
    }

    private sealed record Column(string Title, bool IsNumber, Func<ControlDocument, string> Cell);
}
