using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Planning;

/// <summary>One virtual service; its real servers are <c>Reals[FirstReal .. FirstReal + RealCount - 1]</c>.</summary>
public sealed record ServicePlan
{
    /// <summary>Identity in the kernel's table.</summary>
    public required ServiceKey Key { get; init; }

    /// <summary>Shown everywhere.</summary>
    public required string Name { get; init; }

    /// <summary>Group label or null.</summary>
    public string? ServiceSet { get; init; }

    /// <summary>Kernel scheduler.</summary>
    public required string Scheduler { get; init; }

    /// <summary>Scheduler flags or null.</summary>
    public string? SchedulerFlags { get; init; }

    /// <summary>Persistence or null.</summary>
    public Persistence? Persistence { get; init; }

    /// <summary>One-packet scheduling.</summary>
    public bool OnePacket { get; init; }

    /// <summary>The floor.</summary>
    public Floor Floor { get; init; }

    /// <summary>The fallback's address and port, or null.</summary>
    public Endpoint? Fallback { get; init; }

    /// <summary>The fallback's forwarding method.</summary>
    public Forwarding Forwarding { get; init; }

    /// <summary>Bit <c>1 &lt;&lt; reason</c> is set for each <see cref="CheckReason"/> that quiesces instead of
    /// removing.</summary>
    public required ulong QuiesceReasons { get; init; }

    /// <summary>The programs that are told of its changes.</summary>
    public NotifyPlan Notify { get; init; } = NotifyPlan.None;

    /// <summary>Index of its first real server.</summary>
    public required int FirstReal { get; init; }

    /// <summary>Number of its real servers.</summary>
    public required int RealCount { get; init; }

    /// <summary>What happens to a real server that is down for <paramref name="reason"/>.</summary>
    public FailureAction ActionFor(CheckReason reason) =>
        (QuiesceReasons & (1UL << (int)reason)) != 0 ? FailureAction.Quiesce : FailureAction.Remove;
}
