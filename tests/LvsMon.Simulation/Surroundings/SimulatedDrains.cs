using LvsMon.Core.Orders;
using LvsMon.Testing.Os;

namespace LvsMon.Simulation.Surroundings;

/// <summary>Connections that end within 20 s, each real server's at another time.</summary>
internal sealed class SimulatedDrains(ManualClock clock) : IDrainView
{
    private const long LongestUs = 20_000_000;

    /// <inheritdoc/>
    public long TableReadUs => clock.NowUs;

    /// <inheritdoc/>
    public int WeightInTable(int real) => 0;

    /// <inheritdoc/>
    public long ConnectionsAfter(int real, long timeUs)
    {
        long lastUs = ((timeUs / 1000) + (real * 7_919_000L)) % LongestUs;
        long nowUs = clock.NowUs;
        return nowUs - timeUs >= lastUs ? 0 : nowUs % 3 == 0 ? -1 : 3;
    }
}
