using System;
using LvsMon.Core.Os;

namespace LvsMon.Testing.Os;

/// <summary>A wall clock that stands still; what was some time ago is before it.</summary>
public sealed class FixedWallClock : IWallClock
{
    private readonly DateTimeOffset _now;

    /// <summary>Stands at <paramref name="now"/>.</summary>
    public FixedWallClock(DateTimeOffset now)
    {
        _now = now;
    }

    /// <summary>7 October 2026, 22:14:15, two hours east of UTC.</summary>
    public static FixedWallClock Default { get; } =
        new(new DateTimeOffset(2026, 10, 7, 22, 14, 15, TimeSpan.FromHours(2)));

    /// <inheritdoc/>
    public WallTime Ago(long agoUs)
    {
        DateTimeOffset then = _now.AddMicroseconds(-agoUs);
        return new WallTime(
            then.Year, then.Month, then.Day, then.Hour, then.Minute, then.Second, (int)then.Offset.TotalMinutes);
    }
}
