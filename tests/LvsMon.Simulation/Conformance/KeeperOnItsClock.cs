using LvsMon.Core.Lvs;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Os;

namespace LvsMon.Simulation.Conformance;

/// <summary>
/// The keeper on a clock of its own. The model does not say how many checks there are between two readings of the
/// table, so each of the two must be able to wait without the other.
/// </summary>
internal sealed class KeeperOnItsClock(TableKeeper keeper, ManualClock clock) : IFactSink
{
    /// <inheritdoc/>
    public void Accept(in Fact fact) => keeper.Accept(fact with { TimeUs = clock.NowUs });

    /// <inheritdoc/>
    public long Flush(long nowUs, FactStream facts) =>
        keeper.Flush(clock.NowUs, facts) <= clock.NowUs ? nowUs : long.MaxValue;
}
