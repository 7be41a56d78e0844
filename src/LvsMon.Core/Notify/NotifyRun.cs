using System.Runtime.InteropServices;
using LvsMon.Core.Config;

namespace LvsMon.Core.Notify;

/// <summary>A program that runs.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct NotifyRun
{
    /// <summary>True from its start until it is reaped.</summary>
    internal bool IsRunning;

    /// <summary>True once it got SIGTERM because its time was up; that is a failure, however it ends.</summary>
    internal bool IsOverdue;

    /// <summary>True once its end was asked for, because its time was up or the daemon ends.</summary>
    internal bool IsStopped;

    /// <summary>What identifies its service in every plan.</summary>
    internal ServiceKey Key;

    /// <summary>Its service, -1 when a reload took that away.</summary>
    internal int Service;

    /// <summary>Its line, -1 when a reload took that away.</summary>
    internal int Line;

    /// <summary>The real server whose change it was told of, -1 when a reload took that away.</summary>
    internal int Real;

    /// <summary>When it gets the next signal, monotonic microseconds; <see cref="long.MaxValue"/> after
    /// SIGKILL.</summary>
    internal long DeadlineUs;
}
