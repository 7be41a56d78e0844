using System.Collections.Generic;
using LvsMon.Core.Metrics;
using LvsMon.Core.Notify;
using LvsMon.Core.Syslog;

namespace LvsMon.Composition;

/// <summary>What the metrics tell of the log and of the sockets: Metrics knows neither.</summary>
internal sealed class DaemonCounts : IDaemonCounts
{
    private readonly List<SyslogSink> _logs;
    private readonly NotifySink? _notify;

    /// <summary>Makes the view.</summary>
    public DaemonCounts(List<SyslogSink> logs, NotifySink? notify)
    {
        _logs = logs;
        _notify = notify;
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

    /// <inheritdoc/>
    public long NotifyRuns => _notify?.Runs ?? 0;

    /// <inheritdoc/>
    public long NotifyFailures => _notify?.Failures ?? 0;

    /// <inheritdoc/>
    public long NotifySkipped => _notify?.Skipped ?? 0;
}
