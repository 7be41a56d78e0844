using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace LvsMon.Commands;

/// <summary>Cells in columns, two blanks apart.</summary>
internal static class TextRows
{
    /// <summary>Appends the rows, each with its line end.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="rows">The rows, the titles among them; all of the same length.</param>
    /// <param name="isWord">Whether a column begins at its left, as words do; numbers end at the right.</param>
    public static void Append(StringBuilder text, IReadOnlyList<string[]> rows, Func<int, bool> isWord)
    {
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            string[] cells = [.. row.Select((cell, column) =>
                isWord(column) ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column]))];
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }
    }
}
