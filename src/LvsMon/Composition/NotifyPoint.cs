using System;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Notify;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Linux.Programs;
using LvsMon.Linux.Sockets;

namespace LvsMon.Composition;

/// <summary>The programs that are told of changes: their runner, and the sink that has them run.</summary>
internal sealed class NotifyPoint : IDisposable
{
    private readonly NotifyRunner _runner;
    private readonly LoopServiceCounts _counts = new();

    private NotifyPoint(Plan plan, IWaitRegistry registry, DetailPool details, IWallClock wallClock)
    {
        _runner = new NotifyRunner(registry);
        Sink = new NotifySink(plan, _runner, details, _counts, wallClock);
    }

    /// <summary>What is told the facts.</summary>
    public NotifySink Sink { get; }

    /// <summary>Makes it; null for a daemon that does not keep the kernel's table: nobody is paged by a trial.</summary>
    public static NotifyPoint? Create(
        DaemonSettings settings, Plan plan, IWaitRegistry registry, DetailPool details, IWallClock wallClock) =>
        settings.KeepsKernel ? new NotifyPoint(plan, registry, details, wallClock) : null;

    /// <summary>Whose services the programs are told of.</summary>
    public void Attach(MonitorLoop loop) => _counts.Attach(loop);

    /// <inheritdoc/>
    public void Dispose() => _runner.Dispose();
}
