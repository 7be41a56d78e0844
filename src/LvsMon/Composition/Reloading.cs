using System;
using System.Collections.Generic;
using System.IO;
using LvsMon.Core.Config;
using LvsMon.Core.Control;
using LvsMon.Core.Planning;

namespace LvsMon.Composition;

/// <summary>A reload, by SIGHUP or over the control socket: reads and plans the file, compares, and hands the change to
/// the daemon.</summary>
internal sealed class Reloading
{
    private readonly RunningDaemon _daemon;
    private readonly DaemonSettings _settings;
    private readonly PlanLimits _limits;
    private readonly TextWriter _error;

    /// <summary>Prepares it.</summary>
    /// <param name="daemon">Who takes the change.</param>
    /// <param name="settings">The command line.</param>
    /// <param name="limits">What the process may use.</param>
    /// <param name="error">Where mistakes are told, beside the answer.</param>
    public Reloading(RunningDaemon daemon, DaemonSettings settings, PlanLimits limits, TextWriter error)
    {
        _daemon = daemon;
        _settings = settings;
        _limits = limits;
        _error = error;
    }

    /// <summary>Does it.</summary>
    /// <param name="force">Take it although <c>reload-limit</c> speaks against it.</param>
    /// <param name="dryRun">Change nothing, and tell nobody but who asked.</param>
    public ReloadReport Run(bool force, bool dryRun)
    {
        if (!dryRun)
        {
            _daemon.BeginReload();
        }

        LoadedPlan loaded = PlanLoader.Load(
            _settings.File, _settings.IntervalUs, SocketSets.Limit(_settings, _limits));
        if (!dryRun)
        {
            loaded.Report(_error);
        }

        List<string> lines = [.. DiagnosticText.Format(loaded.Diagnostics, loaded.Files)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        ReloadReport report = new() { Lines = lines, Errors = loaded.Diagnostics.ErrorCount };
        if (loaded.Plan is { } plan)
        {
            report = Compare(plan, lines, force, dryRun);
        }
        else if (!dryRun)
        {
            _daemon.RefuseReload(loaded.Diagnostics.ErrorCount, loaded.FirstError());
        }

        SetUpGarbage.Collect();
        return report;
    }

    private ReloadReport Compare(Plan plan, List<string> lines, bool force, bool dryRun)
    {
        PlanChange change = PlanDiff.Between(_daemon.Plan, plan);
        int limit = _daemon.Plan.Global.ReloadLimitPercent;
        int leaving = ReloadLimit.LeavingPercent(change);
        bool isOver = ReloadLimit.Exceeded(change, limit);
        bool isTaken = !dryRun && (!isOver || force);
        lines.AddRange(PlanChangeText.Lines(change));
        if (isTaken)
        {
            _daemon.Reload(change, _settings.File);
        }
        else if (!dryRun)
        {
            _daemon.RefuseReload(1, $"{leaving}% of the weight would leave the table, reload-limit is {limit}%");
        }

        return new ReloadReport
        {
            Lines = lines,
            IsTaken = isTaken,
            IsOverLimit = isOver,
            Added = change.Added,
            Removed = change.Removed,
            Changed = change.Changed,
            LeavingPercent = leaving,
            LimitPercent = limit,
        };
    }
}
