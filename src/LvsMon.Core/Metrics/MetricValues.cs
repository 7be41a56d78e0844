using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Metrics;

/// <summary>Reads the values of the metrics where they are, at the moment they are written: nothing is copied or
/// counted twice.</summary>
public sealed class MetricValues
{
    private readonly MonitorLoop _loop;
    private readonly ITableView _table;
    private readonly MetricCounters _counters;
    private readonly IDaemonCounts _daemon;
    private readonly ISessionView _sessions;
    private readonly long _startedUs;

    /// <summary>Makes the reader; set-up only.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="table">The kernel's table.</param>
    /// <param name="counters">What the facts add up to.</param>
    /// <param name="sessions">The last report on sessions.</param>
    /// <param name="daemon">The rest.</param>
    /// <param name="version">The program's version.</param>
    /// <param name="startedUs">When it started, microseconds since 1970 UTC.</param>
    public MetricValues(
        MonitorLoop loop,
        ITableView table,
        MetricCounters counters,
        ISessionView sessions,
        IDaemonCounts daemon,
        string version,
        long startedUs)
    {
        _loop = loop;
        _table = table;
        _counters = counters;
        _sessions = sessions;
        _daemon = daemon;
        _startedUs = startedUs;
        Version = version;
    }

    /// <summary>The program's version.</summary>
    internal string Version { get; }

    /// <summary>The running plan.</summary>
    internal Plan Plan => _loop.Table.Plan;

    /// <summary>The names of the kinds of check.</summary>
    internal ReadOnlySpan<string> Checks => _loop.Counters.Durations.Names;

    /// <summary>How many series a family can have now.</summary>
    internal int CountOf(MetricScope scope) => scope switch
    {
        MetricScope.Reason => Reasons.Inconclusive.Count,
        MetricScope.Result => 2,
        MetricScope.Check => Checks.Length,
        MetricScope.Service => Plan.Services.Length,
        MetricScope.ServiceState => 2 * Plan.Services.Length,
        MetricScope.Real => Plan.Reals.Length,
        _ => 1,
    };

    /// <summary>The histogram of a series.</summary>
    internal Histogram HistogramOf(MetricId id, int series) => id switch
    {
        MetricId.CheckDuration => _loop.Counters.Durations.All[series],
        MetricId.LoopLag => _loop.Counters.Lag,
        _ => _counters.FlushTimes,
    };

    /// <summary>The value of a series that is no histogram; null where there is none now.</summary>
    internal MetricValue? ValueOf(in MetricFamily family, int series, long nowUs) => family.Scope switch
    {
        MetricScope.Real => OfReal(family.Id, series),
        MetricScope.Service => OfService(family.Id, series),
        MetricScope.ServiceState => new(_counters.Transitions(series / 2, up: series % 2 == 0)),
        MetricScope.Reason => new(_loop.Counters.InconclusiveBy[series]),
        MetricScope.Result => new(series == 0 ? _counters.ReloadsTaken : _counters.ReloadsRefused),
        _ => OfDaemon(family.Id, nowUs),
    };

    private static MetricValue? OrNone(long value) => value < 0 ? null : new MetricValue(value);

    private MetricValue? OfReal(MetricId id, int real) => id switch
    {
        MetricId.RealUp => MetricValue.Of(_loop.Table.Reals[real].IsUp),
        MetricId.RealVerified => MetricValue.Of(_loop.Table.Reals[real].IsVerified),
        MetricId.RealWeightWanted => OrNone(_table.WantedWeight(real)),
        MetricId.RealWeightInTable => OrNone(_table.IsKnown ? _table.WeightInTable(real) : -1),
        MetricId.RealHeld => MetricValue.Of(_table.HoldOf(real) != HoldCause.None),
        MetricId.RealOrderedOut => MetricValue.Of(_loop.Table.Reals[real].Order != OrderKind.None),
        MetricId.RealSessionsActive => OrNone(_sessions.OfReal(real).Active),
        MetricId.RealSessionsInactive => OrNone(_sessions.OfReal(real).Inactive),
        _ => null,
    };

    private MetricValue? OfService(MetricId id, int service) => id switch
    {
        MetricId.ServiceReals => new(Plan.Services[service].RealCount),
        MetricId.ServiceRealsCarrying => new(_loop.Table.CarryingOf(service)),
        MetricId.ServiceRealsUp => new(_loop.Table.Services[service].Up),
        MetricId.ServiceFallbackIn => MetricValue.Of(
            Plan.Services[service].Fallback is not null && _table.IsFallbackWanted(service)),
        MetricId.ServiceBlind => MetricValue.Of(_loop.Table.Services[service].IsBlind),
        MetricId.ServiceSessionsActive => OrNone(_sessions.OfService(service).Active),
        MetricId.ServiceSessionsInactive => OrNone(_sessions.OfService(service).Inactive),
        _ => null,
    };

    private MetricValue? OfDaemon(MetricId id, long nowUs) => id switch
    {
        MetricId.BuildInfo => new(1),
        MetricId.StartTime => new(_startedUs, IsTime: true),
        MetricId.Isolated => MetricValue.Of(_loop.IsIsolated),
        MetricId.Isolations => new(_counters.Isolations),
        MetricId.TableKnown => MetricValue.Of(_table.IsKnown),
        MetricId.TableInStep => MetricValue.Of(_table.IsInStep),
        MetricId.TableReadAge => _table.ReadUs < 0
            ? null
            : new MetricValue(Math.Max(0, nowUs - _table.ReadUs), IsTime: true),
        MetricId.SessionsAge => _sessions.ReadUs < 0
            ? null
            : new MetricValue(Math.Max(0, nowUs - _sessions.ReadUs), IsTime: true),
        MetricId.TableEdits => new(_counters.Edits),
        MetricId.TableDrifts => new(_counters.Drifts),
        MetricId.TableDriftsRepaired => new(_counters.DriftsRepaired),
        MetricId.TableFights => new(_counters.Fights),
        MetricId.LogLines => new(_daemon.LogLines),
        MetricId.LogLostLines => new(_daemon.LostLines),
        MetricId.ControlClients => new(_daemon.ControlClients),
        MetricId.MetricsClients => new(_daemon.MetricsClients),
        MetricId.NotifyRuns => new(_daemon.NotifyRuns),
        MetricId.NotifyFailures => new(_daemon.NotifyFailures),
        MetricId.NotifySkipped => new(_daemon.NotifySkipped),
        _ => OfLoop(id, _loop.Counters),
    };

    private static MetricValue? OfLoop(MetricId id, LoopCounters counters) => id switch
    {
        MetricId.ChecksStarted => new(counters.Started),
        MetricId.ChecksPassed => new(counters.Passed),
        MetricId.ChecksFailed => new(counters.Failed),
        MetricId.ChecksInFlight => new(counters.InFlight),
        MetricId.LoopTurns => new(counters.Turns),
        MetricId.LoopLargestLag => new(counters.LargestLagUs, IsTime: true),
        _ => null,
    };
}
