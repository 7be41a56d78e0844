using System;
using LvsMon.Core.Lvs;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Planning;
using LvsMon.Core.Supervision;
using LvsMon.Linux.Supervision;

namespace LvsMon.Composition;

/// <summary>The service manager in the daemon's life: nothing at all when none asked for notices.</summary>
internal sealed class SupervisorPoint : ISupervised, IDisposable
{
    private readonly NoticeSocket? _socket;
    private MonitorLoop? _loop;
    private TableStatus? _table;
    private readonly bool _isShadow;

    /// <summary>Opens the socket that the settings name.</summary>
    public SupervisorPoint(DaemonSettings settings, long nowUs)
    {
        if (settings.NotifySocket is not { Length: > 0 } place)
        {
            return;
        }

        _isShadow = settings.Shadow;
        _socket = NoticeSocket.Open(place, out string why);
        Why = why;
        Sink = _socket is null ? null : new SupervisorSink(_socket, this, settings.WatchdogUs, nowUs);
    }

    /// <summary>Who tells the manager, null for nobody.</summary>
    public SupervisorSink? Sink { get; }

    /// <summary>Why the manager cannot be told anything; empty when it can, or did not ask.</summary>
    public string Why { get; } = string.Empty;

    /// <inheritdoc/>
    public long DueUs => _loop?.DueUs ?? long.MaxValue;

    /// <inheritdoc/>
    public bool IsTableAtRest => _table?.IsAtRest ?? true;

    /// <summary>Names what is told of; before the first turn.</summary>
    public void Attach(MonitorLoop loop, TableStatus table)
    {
        _loop = loop;
        _table = table;
    }

    /// <inheritdoc/>
    public DaemonState Read()
    {
        if (_loop is not { } loop || _table is not { } table)
        {
            return default;
        }

        Plan plan = loop.Plan;
        TableStanding standing = _isShadow ? TableStanding.Shadow
            : !table.IsInStep ? TableStanding.OutOfStep
            : table.IsKnown ? TableStanding.InStep
            : TableStanding.Unread;
        return new DaemonState(
            loop.CountUp(),
            plan.Reals.Length,
            plan.Services.Length,
            loop.CountEmpty(),
            standing,
            loop.IsIsolated);
    }

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();
}
