using System.Collections.Generic;

namespace LvsMon.Core.Config.Sections;

/// <summary>What one block of <c>defaults</c>, <c>virtual</c> or <c>real</c> sets of the things that all three
/// may.</summary>
internal sealed class ServiceLayer
{
    /// <summary>Intervals and thresholds.</summary>
    public TimingLayer Timing { get; } = new();

    /// <summary>The scheduler, null when the block has none.</summary>
    public SchedulerChoice? Scheduler { get; set; }

    /// <summary>True when the block has a <c>forward</c> line.</summary>
    public bool HasForward { get; set; }

    /// <summary>The forwarding method; null when its line is wrong.</summary>
    public Forwarding? Forward { get; set; }

    /// <summary>The checks; null when the block has no <c>check</c> line.</summary>
    public List<CheckReference>? Checks { get; set; }

    /// <summary>The first <c>check</c> line, null when the block has none.</summary>
    public SourceSpan? FirstCheck { get; set; }

    /// <summary>Whether any one check is enough; null when the block does not say.</summary>
    public bool? RequiresAny { get; set; }

    /// <summary>The <c>session-timeout</c>, seconds; its place is its first word.</summary>
    public Setting SessionTimeout { get; set; }

    /// <summary>The <c>on-failure</c> lines; null when the block has none.</summary>
    public FailureReader? Failures { get; set; }

    /// <summary>The <c>notify</c> lines; null when the block has none.</summary>
    public NotifyReader? Notify { get; set; }
}
