using LvsMon.Simulation.Checkers;

namespace LvsMon.Simulation.Episodes;

/// <summary>Who watches, whichever daemon lives.</summary>
internal sealed class Watchers
{
    /// <summary>Nothing was seen yet.</summary>
    public Watchers()
    {
        Log = new LogWatch(Facts);
    }

    /// <summary>Watches the facts.</summary>
    public FactWatch Facts { get; } = new();

    /// <summary>Reads the log.</summary>
    public LogWatch Log { get; }

    /// <summary>Watches the table's lines.</summary>
    public TableGuard Guard { get; } = new();
}
