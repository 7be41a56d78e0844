namespace LvsMon.Core.Os;

/// <summary>The time of the loop.</summary>
public interface IClock
{
    /// <summary>CLOCK_MONOTONIC in microseconds: starts anywhere, never goes back, does not see wall-clock
    /// changes.</summary>
    long NowUs { get; }
}
