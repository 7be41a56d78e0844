using System;
using System.Collections.Generic;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Syslog;
using LvsMon.Core.Transitions;
using LvsMon.Linux.Logging;
using LvsMon.Linux.Time;
using Microsoft.Extensions.Logging;

namespace LvsMon.Composition;

/// <summary>The targets of <c>--log</c>.</summary>
internal static class LogSinks
{
    /// <summary>The logger of <c>--verbose</c>: standard error, whatever <c>--log</c> says.</summary>
    public static LineLogger Verbose(DaemonSettings settings) =>
        new(new ErrorStream(), new IsoTimeFraming(new LocalWallClock(), settings.Tag), LogLevel.Debug);

    /// <summary>Makes a sink for each target.</summary>
    public static IEnumerable<SyslogSink> Create(
        DaemonSettings settings, Plan plan, DetailPool details, IWallClock wallClock)
    {
        if (settings.LogTarget is "syslog" or "both")
        {
            int facility = LogFacility.TryParse(settings.LogFacility, out int named) ? named : LogFacility.Daemon;
            Rfc3164Framing framing = new(wallClock, facility, Environment.ProcessId, settings.Tag);
            yield return new SyslogSink(plan, details, new LineLogger(new SyslogSocket(settings.LogSocket), framing));
        }

        if (settings.LogTarget is "stderr" or "both")
        {
            IsoTimeFraming framing = new(wallClock, settings.Shadow ? settings.Tag : null);
            yield return new SyslogSink(plan, details, new LineLogger(new ErrorStream(), framing));
        }
    }
}
