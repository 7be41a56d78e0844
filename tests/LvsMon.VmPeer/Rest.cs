using System;
using System.Threading;

namespace LvsMon.VmPeer;

/// <summary>Waiting, in the milliseconds that the runtime's sleep knows.</summary>
internal static class Rest
{
    /// <summary>Sleeps until a time, at most a millisecond longer than the kernel does anyway.</summary>
    internal static void Until(long timeUs)
    {
        long leftUs = timeUs - MonotonicTime.NowUs;
        if (leftUs > 0)
        {
            Thread.Sleep((int)((leftUs + 999) / 1000));
        }
    }

    /// <summary>
    /// How long to sleep after work so that the work takes a third of a processor or less; at least 1, milliseconds.
    /// </summary>
    internal static int AfterMs(long workUs) => (int)Math.Max(1, ((2 * workUs) + 999) / 1000);
}
