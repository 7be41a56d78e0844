using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>A sink that keeps everything with its text.</summary>
internal sealed class FactList : IFactSink
{
    private readonly DetailPool _details;

    public FactList(DetailPool details)
    {
        _details = details;
    }

    public List<(Fact Fact, string Text)> All { get; } = [];

    public void Accept(in Fact fact) =>
        All.Add((fact, Encoding.ASCII.GetString(_details.Find(fact.Detail, out _))));

    public long Flush(long nowUs, FactStream facts) => long.MaxValue;

    public List<(Fact Fact, string Text)> Of(FactKind kind) => [.. All.Where(f => f.Fact.Kind == kind)];

    public int Count(FactKind kind) => Of(kind).Count;
}
