using System;
using LvsMon.Core.Os;

namespace LvsMon.Testing.Os;

/// <summary>A monotonic clock that moves only when told.</summary>
public sealed class ManualClock : IClock
{
    /// <summary>Makes a clock that stands at <paramref name="nowUs"/>.</summary>
    public ManualClock(long nowUs = 1_000_000_000)
    {
        NowUs = nowUs;
    }

    /// <inheritdoc/>
    public long NowUs { get; private set; }

    /// <summary>Moves it forward by <paramref name="us"/> microseconds.</summary>
    public void Advance(long us) => Set(NowUs + us);

    /// <summary>Sets it; backwards is refused.</summary>
    public void Set(long nowUs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nowUs, NowUs);
        NowUs = nowUs;
    }
}
