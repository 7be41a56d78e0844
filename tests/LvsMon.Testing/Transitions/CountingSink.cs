using LvsMon.Core.Transitions;

namespace LvsMon.Testing.Transitions;

/// <summary>Counts facts and allocates nothing.</summary>
public sealed class CountingSink : IFactSink
{
    /// <summary>Facts told so far.</summary>
    public long Count { get; private set; }

    public void Accept(in Fact fact) => Count++;

    public long Flush(long nowUs, FactStream facts) => long.MaxValue;
}
