using LvsMon.Core.Os;
using LvsMon.Core.Values;

namespace LvsMon.Simulation.Surroundings;

/// <summary>Follows the daemon's connections.</summary>
internal interface IConnectionWatch
{
    /// <summary>A connect or a program begins; with <paramref name="local"/> it fails for a reason of our own.
    /// </summary>
    void Begins(int slot, in Endpoint target, in IpAddress source, Transport transport, OsError local);

    /// <summary>A connection stands, or a program runs.</summary>
    void Stands(int slot);

    /// <summary>From here on it fails for a reason of our own.</summary>
    void FailsByUs(int slot);

    /// <summary>Bytes were taken.</summary>
    void Received(int slot, int bytes);

    /// <summary>A slot was closed.</summary>
    void Ends(int slot);

    /// <summary>A slot with a connection, null for none.</summary>
    int? AnyOpen(Draw draw);

    /// <summary>A turn was late, microseconds.</summary>
    void WasLate(long betweenUs, long oversleptUs);
}
