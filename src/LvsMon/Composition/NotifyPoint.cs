using System;
using System.Collections.Generic;
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
    private readonly NotifyRunner? _runner;
    private readonly LoopServiceCounts _counts = new();

    /// <summary>Makes it; without a sink for a daemon that does not keep the kernel's table, because nobody is to be
    /// called by a trial.</summary>
    public NotifyPoint(
        DaemonSettings settings, Plan plan, IWaitRegistry registry, DetailPool details, IWallClock wallClock)
    {
        if (settings.KeepsKernel)
        {
            _runner = new NotifyRunner(registry);
            Sink = new NotifySink(plan, _runner, details, _counts, wallClock);
        }
    }

    /// <summary>What is told the facts, null for nobody.</summary>
    public NotifySink? Sink { get; }

    /// <summary>The same as a list of none or one.</summary>
    public IReadOnlyList<NotifySink> Sinks => Sink is null ? [] : [Sink];

    /// <summary>Whose services the programs are told of.</summary>
    public void Attach(MonitorLoop loop) => _counts.Attach(loop);

    /// <inheritdoc/>
    public void Dispose() => _runner?.Dispose();
}
