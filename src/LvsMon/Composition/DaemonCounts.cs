using System.Collections.Generic;
using LvsMon.Core.Metrics;
using LvsMon.Core.Syslog;

namespace LvsMon.Composition;

/// <summary>What the metrics tell of the log and of the sockets: Metrics knows neither.</summary>
internal sealed class DaemonCounts : IDaemonCounts
{
    private readonly List<SyslogSink> _logs;

    /// <summary>Makes the view.</summary>
    public DaemonCounts(List<SyslogSink> logs)
    {
        _logs = logs;
    }

    /// <summary>The control socket; null before it is put together.</summary>
    public ListeningPoint? Control { get; set; }

    /// <summary>That of the metrics; null before it is put together.</summary>
    public ListeningPoint? Metrics { get; set; }

    /// <inheritdoc/>
    public long LogLines
    {
        get
        {
            long lines = 0;
            foreach (SyslogSink log in _logs)
            {
                lines += log.SentLines;
            }

            return lines;
        }
    }

    /// <inheritdoc/>
    public long LostLines
    {
        get
        {
            long lines = 0;
            foreach (SyslogSink log in _logs)
            {
                lines += log.LostLines;
            }

            return lines;
        }
    }

    /// <inheritdoc/>
    public int ControlClients => Control?.Clients ?? 0;

    /// <inheritdoc/>
    public int MetricsClients => Metrics?.Clients ?? 0;
}
