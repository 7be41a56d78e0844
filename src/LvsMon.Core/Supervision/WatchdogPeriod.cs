using System;
using System.Globalization;

namespace LvsMon.Core.Supervision;

/// <summary>The variables of the watchdog, as sd_watchdog_enabled(3) reads them.</summary>
public static class WatchdogPeriod
{
    /// <summary>Reads them.</summary>
    /// <param name="microseconds">WATCHDOG_USEC, null when it is not set.</param>
    /// <param name="processId">WATCHDOG_PID, null when it is not set: then the period is for whoever reads it.</param>
    /// <param name="ownProcessId">The id of this process.</param>
    /// <returns>The period in microseconds; 0 when nobody waits for this process, or the text is no number.</returns>
    public static long Read(string? microseconds, string? processId, int ownProcessId)
    {
        bool isOurs = processId is null
            || (long.TryParse(processId, NumberStyles.None, CultureInfo.InvariantCulture, out long id)
                && id == ownProcessId);
        return isOurs
            && long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out long us)
            ? Math.Min(us, long.MaxValue / 4)
            : 0;
    }
}
