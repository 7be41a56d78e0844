using System.Collections.Generic;
using LvsMon.Core.Values;

namespace LvsMon.Core.Config;

/// <summary>One <c>virtual</c> block with all defaults applied.</summary>
public sealed record VirtualServiceSettings
{
    /// <summary>Where its first line stands.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>Identity in the kernel's table.</summary>
    public required ServiceKey Key { get; init; }

    /// <summary>Name shown everywhere; default is the key's text.</summary>
    public required string Name { get; init; }

    /// <summary>Optional group label, null when none.</summary>
    public string? ServiceSet { get; init; }

    /// <summary>Kernel scheduler, for example <c>wlc</c>.</summary>
    public required string Scheduler { get; init; }

    /// <summary>Scheduler flags as ipvsadm's <c>-b</c> takes them (<c>sh-port,sh-fallback</c>), null when
    /// none.</summary>
    public string? SchedulerFlags { get; init; }

    /// <summary>Persistence, null when off.</summary>
    public Persistence? Persistence { get; init; }

    /// <summary>One-packet scheduling.</summary>
    public bool OnePacket { get; init; }

    /// <summary>The <c>on-failure</c> lines in order; empty means remove.</summary>
    public required IReadOnlyList<FailureRule> OnFailure { get; init; }

    /// <summary>The <c>notify</c> lines in order; at most <see cref="NotifyLine.MaxLines"/>.</summary>
    public IReadOnlyList<NotifyLine> Notify { get; init; } = [];

    /// <summary>The floor.</summary>
    public Floor Floor { get; init; }

    /// <summary>In the table only while no real server is; null when none.</summary>
    public Endpoint? Fallback { get; init; }

    /// <summary>Forwarding method of the service, used by the fallback too.</summary>
    public required Forwarding Forwarding { get; init; }

    /// <summary>The real servers in file order.</summary>
    public required IReadOnlyList<RealServerSettings> Reals { get; init; }
}
