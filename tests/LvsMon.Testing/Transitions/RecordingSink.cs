using System.Collections.Generic;
using System.Linq;
using LvsMon.Core.Transitions;

namespace LvsMon.Testing.Transitions;

/// <summary>Keeps every fact it is told.</summary>
public sealed class RecordingSink : IFactSink
{
    /// <summary>All facts in order.</summary>
    public List<Fact> Facts { get; } = [];

    /// <summary>When it wants to be called again.</summary>
    public long NextUs { get; set; } = long.MaxValue;

    /// <summary>The facts of one kind.</summary>
    public IReadOnlyList<Fact> Of(FactKind kind) => [.. Facts.Where(f => f.Kind == kind)];

    public void Accept(in Fact fact) => Facts.Add(fact);

    public long Flush(long nowUs, FactStream facts) => NextUs;
}
