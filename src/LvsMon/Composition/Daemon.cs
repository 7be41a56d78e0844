using System;
using System.IO;
using LvsMon.Commands;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Syslog;
using LvsMon.Linux.Files;
using LvsMon.Linux.Logging;
using LvsMon.Linux.Processes;

namespace LvsMon.Composition;

/// <summary>The daemon's life: set up, read the table, run turns, reload, end.</summary>
internal static class Daemon
{
    /// <summary>Runs until a signal ends it.</summary>
    /// <returns>The process's exit code.</returns>
    public static int Run(DaemonSettings settings, TextWriter output, TextWriter error)
    {
        StandardDescriptors.Ensure();
        HugePages.Refuse();
        PlanLimits limits = PlanLoader.DescriptorLimits();
        LoadedPlan loaded = PlanLoader.Load(settings.File, settings.IntervalUs, SocketSets.Limit(settings, limits));
        loaded.Report(error);
        if (loaded.Plan is not { } plan)
        {
            return StartFailure.Pause(ExitCode.Configuration);
        }

        if (TableBackend.Doubt(settings) is { } doubt)
        {
            error.WriteLine($"lvsmon: warning: {doubt}");
        }

        using NamespaceLock? own = Lock(settings);
        if (own?.State == LockState.Held)
        {
            string pid = own.Holder > 0 ? $" (pid {own.Holder})" : "";
            error.WriteLine($"lvsmon: another lvsmon{pid} keeps the table of this network namespace");
            return StartFailure.Pause(ExitCode.AlreadyRunning);
        }

        SetUpGarbage.Collect();

        // From here on nothing may wait for whoever reads standard error, nor end because nobody can.
        using LineWriter lines = new(new ErrorStream());
        error = lines;
        LineLogger? logger = settings.Verbose ? LogSinks.Verbose(settings) : null;
        try
        {
            using RunningDaemon daemon = new(settings, plan, output, logger: logger);
            if (own?.State == LockState.Unavailable)
            {
                daemon.TellNoLock(own.Why);
            }

            Live(daemon, settings, limits, error);
            return (int)ExitCode.Success;
        }
        catch (Exception e)
        {
            // A broken invariant: end at once, leave the table as it is, let systemd start us again.
            string reason = settings.Verbose ? e.ToString() : e.Message;
            error.WriteLine($"{settings.Tag}: a defect of lvsmon ended it: {reason}");
            error.WriteLine($"{settings.Tag}: the table stays as it is; --verbose shows more");
            return (int)ExitCode.BrokenInvariant;
        }
    }

    /// <summary>Only the kernel's table is one for all; what a trial run does disturbs nobody.</summary>
    private static NamespaceLock? Lock(DaemonSettings settings) =>
        settings is { KeepsKernel: true, StateDirectory: { } folder }
            ? NamespaceLock.Take(folder, settings.Ipvsadm)
            : null;

    private static void Live(RunningDaemon daemon, DaemonSettings settings, PlanLimits limits, TextWriter error)
    {
        Reloading reloading = new(daemon, settings, limits, error);
        daemon.Door.Run = reloading.Run;
        daemon.ReadTable();
        SignalSet signals = daemon.TakeSignals();
        if (!signals.HasFlag(SignalSet.Terminate))
        {
            daemon.Begin();
        }

        while (!signals.HasFlag(SignalSet.Terminate))
        {
            // A reload that was asked for while the table was read comes now, not never.
            if (signals.HasFlag(SignalSet.Reload))
            {
                reloading.Run(force: false, dryRun: false);
            }

            daemon.RunTurn();
            signals = daemon.TakeSignals();
        }

        if (settings.Verbose)
        {
            error.WriteLine($"{settings.Tag}: {daemon.Figures()}");
        }

        daemon.End();
    }
}
