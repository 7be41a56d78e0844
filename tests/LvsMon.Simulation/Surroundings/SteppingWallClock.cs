using System;
using LvsMon.Core.Os;

namespace LvsMon.Simulation.Surroundings;

/// <summary>A time of day that somebody sets forward and back.</summary>
internal sealed class SteppingWallClock(IClock clock) : IWallClock
{
    private static readonly DateTimeOffset Epoch = new(2026, 10, 7, 22, 14, 15, TimeSpan.FromHours(2));

    /// <summary>How far it is off, microseconds.</summary>
    public long OffsetUs { get; set; }

    /// <inheritdoc/>
    public WallTime Ago(long agoUs)
    {
        long sinceUs = (clock.NowUs + OffsetUs - agoUs) % 1_000_000_000_000_000;
        DateTimeOffset then = Epoch.AddTicks(sinceUs * 10);
        return new WallTime(
            then.Year, then.Month, then.Day, then.Hour, then.Minute, then.Second, (int)then.Offset.TotalMinutes);
    }
}
