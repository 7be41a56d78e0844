using System.IO;
using System.Linq;

namespace LvsMon.Benchmarks;

/// <summary>Tables in Markdown, written row by row as they are measured.</summary>
internal sealed class Report(TextWriter output)
{
    /// <summary>Begins a table.</summary>
    public void Table(string title, params string[] columns)
    {
        output.WriteLine();
        output.WriteLine($"## {title}");
        output.WriteLine();
        Row(columns);
        Row([.. columns.Select(_ => "---")]);
    }

    /// <summary>One row.</summary>
    public void Row(params string[] cells)
    {
        output.WriteLine($"| {string.Join(" | ", cells)} |");
        output.Flush();
    }

    /// <summary>A sentence below a table.</summary>
    public void Note(string text)
    {
        output.WriteLine();
        output.WriteLine(text);
    }
}
