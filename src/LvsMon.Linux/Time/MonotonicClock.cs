using LvsMon.Core.Os;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Time;

/// <summary>
/// CLOCK_MONOTONIC by name, since the timer of <see cref="Sockets.EpollSocketSet"/> is set on that clock. Measured: 24
/// ns a reading, nothing allocated, the same as <see cref="System.Diagnostics.Stopwatch"/>.
/// </summary>
public sealed class MonotonicClock : IClock
{
    /// <inheritdoc/>
    public unsafe long NowUs
    {
        get
        {
            TimeSpec time;
            _ = TimeCalls.GetTime(TimeCalls.CLOCK_MONOTONIC, &time);
            return time.Microseconds;
        }
    }
}
