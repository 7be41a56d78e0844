using System;
using System.IO;
using System.Text;
using LvsMon.Core.Planning;
using LvsMon.Core.Syslog;
using LvsMon.Core.Transitions;

namespace LvsMon.Demo;

/// <summary>Prints every fact as its syslog line, and the table after each change of it.</summary>
internal sealed class DemoNarrator : IFactSink, IPlanFollower
{
    private readonly DetailPool _details;
    private readonly TextWriter _output;
    private readonly Func<string> _table;
    private FactText _text;
    private bool _tableChanged;

    public DemoNarrator(Plan plan, DetailPool details, TextWriter output, Func<string> table)
    {
        _details = details;
        _text = new FactText(plan, details);
        _output = output;
        _table = table;
    }

    /// <inheritdoc/>
    public void Accept(in Fact fact)
    {
        Span<byte> line = stackalloc byte[FactText.MaxBytes];
        int length = _text.Write(in fact, line);
        if (length > 0)
        {
            _output.WriteLine($"   {Encoding.ASCII.GetString(line[..length])}");
        }

        _tableChanged |= fact.Kind == FactKind.Table;
    }

    /// <inheritdoc/>
    public void Follow(PlanChange change) => _text = new FactText(change.New, _details);

    /// <inheritdoc/>
    public long Flush(long nowUs, FactStream facts)
    {
        if (_tableChanged)
        {
            _tableChanged = false;
            foreach (string row in _table().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                _output.WriteLine($"      {row.TrimEnd()}");
            }

            _output.Flush();
        }

        return long.MaxValue;
    }
}
