using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>
/// What somebody knows of the service <c>www</c> who reads the daemon's lines and nothing else: which real servers are
/// up, and which stand in the table.
/// </summary>
internal sealed partial class ToldState
{
    private readonly SortedSet<string> _up = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _inTable = new(StringComparer.Ordinal);
    private int _read;

    /// <summary>The real servers that are up, by the lines <c>UP</c> and <c>DOWN</c>.</summary>
    public IReadOnlyCollection<string> Up => _up;

    /// <summary>Those in the table, by the lines <c>TABLE</c>.</summary>
    public IReadOnlyCollection<string> InTable => _inTable;

    /// <summary>Reads what has come since the last time.</summary>
    public void Read(IReadOnlyList<string> lines)
    {
        for (; _read < lines.Count; _read++)
        {
            Match verdict = Verdict().Match(lines[_read]);
            Match edits = Edits().Match(lines[_read]);
            if (verdict.Success)
            {
                Put(_up, verdict.Groups[2].Value, verdict.Groups[1].Value == "UP");
            }
            else if (edits.Success)
            {
                TakeEdits(edits.Groups[1].Value.Split(", "));
            }
        }
    }

    /// <summary>Begins anew with a table that was read: a daemon that was killed may not have told its last
    /// edit.</summary>
    public void BeginWith(IEnumerable<string> inTable)
    {
        _inTable.Clear();
        _inTable.UnionWith(inTable);
    }

    /// <inheritdoc/>
    public override string ToString() => $"up: {string.Join(' ', _up)}; in the table: {string.Join(' ', _inTable)}";

    private void TakeEdits(string[] edits)
    {
        foreach (string[] words in edits.Select(edit => edit.Split(' ')).Where(words => words[1] != "service"))
        {
            Put(_inTable, words[1], words[0] != "delete");
        }
    }

    private static void Put(SortedSet<string> set, string real, bool isIn)
    {
        if (isIn)
        {
            set.Add(real);
        }
        else
        {
            set.Remove(real);
        }
    }

    [GeneratedRegex(@"^(UP|DOWN) www (\S+): ")]
    private static partial Regex Verdict();

    [GeneratedRegex(@"^TABLE www: \d+ edits? applied in \S+ \((.*)\)$")]
    private static partial Regex Edits();
}
