using LvsMon.Core.Os;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Time;

/// <summary>
/// The local time of day by localtime_r(3), which allocates nothing; the zone is read once, at construction.
/// </summary>
public sealed class LocalWallClock : IWallClock
{
    /// <summary>Reads the time zone now, so that no later call touches the disk.</summary>
    public LocalWallClock()
    {
        _ = Ago(0);
    }

    /// <inheritdoc/>
    public unsafe WallTime Ago(long agoUs)
    {
        TimeSpec now;
        _ = TimeCalls.GetTime(TimeCalls.CLOCK_REALTIME, &now);
        return FromUnix(now.Microseconds - agoUs);
    }

    /// <summary>The local time <paramref name="unixUs"/> microseconds after 1970-01-01 UTC.</summary>
    internal static unsafe WallTime FromUnix(long unixUs)
    {
        long seconds = unixUs / 1_000_000;
        if (unixUs % 1_000_000 < 0)
        {
            seconds--;
        }

        CalendarTime time = default;
        _ = TimeCalls.LocalTime(&seconds, &time);
        return new WallTime(
            time.Year + 1900,
            time.Month + 1,
            time.Day,
            time.Hour,
            time.Minute,
            time.Second,
            (int)(time.OffsetSeconds / 60));
    }
}
