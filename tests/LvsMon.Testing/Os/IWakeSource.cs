using LvsMon.Core.Os;

namespace LvsMon.Testing.Os;

/// <summary>Something beside the sockets that ends a wait of <see cref="SimulatedSockets"/>.</summary>
public interface IWakeSource
{
    /// <summary>When it next has something to tell, microseconds; <see cref="long.MaxValue"/> for never.</summary>
    long NextUs { get; }

    /// <summary>What the wait reports then: <see cref="Ready.Command"/> or another slot of its kind.</summary>
    int Slot => Ready.Command;

    /// <summary>It was told: once for each thing that happens, as an edge.</summary>
    void Told();
}
