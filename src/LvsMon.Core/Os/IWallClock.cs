namespace LvsMon.Core.Os;

/// <summary>The time of day, for log text only: no deadline is ever taken from it.</summary>
public interface IWallClock
{
    /// <summary>The local time <paramref name="agoUs"/> microseconds ago.</summary>
    WallTime Ago(long agoUs);
}
