using LvsMon.Core.Transitions;

namespace LvsMon.Simulation.Checkers;

/// <summary>The last listener: it must have been told exactly what the first was.</summary>
internal sealed class LastSink(FactWatch first) : IFactSink
{
    private ulong _digest = first.Digest;

    /// <summary>Compares, after a turn.</summary>
    public void AfterTurn()
    {
        if (_digest != first.Digest)
        {
            throw new SimulationFailure("two listeners were not told the same");
        }
    }

    /// <inheritdoc/>
    public void Accept(in Fact fact) => _digest = FactWatch.Mix(_digest, fact);

    /// <inheritdoc/>
    public long Flush(long nowUs, FactStream facts) => long.MaxValue;
}
