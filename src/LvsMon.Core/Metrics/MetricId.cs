namespace LvsMon.Core.Metrics;

/// <summary>The metrics, one for each family of <see cref="MetricCatalogue"/>, in its order.</summary>
public enum MetricId : byte
{
    /// <summary><c>lvsmon_build_info</c>.</summary>
    BuildInfo,

    /// <summary><c>lvsmon_start_time_seconds</c>.</summary>
    StartTime,

    /// <summary><c>lvsmon_real_up</c>.</summary>
    RealUp,

    /// <summary><c>lvsmon_real_verified</c>.</summary>
    RealVerified,

    /// <summary><c>lvsmon_real_weight_wanted</c>.</summary>
    RealWeightWanted,

    /// <summary><c>lvsmon_real_weight_in_table</c>.</summary>
    RealWeightInTable,

    /// <summary><c>lvsmon_real_held</c>.</summary>
    RealHeld,

    /// <summary><c>lvsmon_service_reals</c>.</summary>
    ServiceReals,

    /// <summary><c>lvsmon_service_reals_carrying</c>.</summary>
    ServiceRealsCarrying,

    /// <summary><c>lvsmon_service_reals_up</c>.</summary>
    ServiceRealsUp,

    /// <summary><c>lvsmon_service_fallback_in</c>.</summary>
    ServiceFallbackIn,

    /// <summary><c>lvsmon_service_blind</c>.</summary>
    ServiceBlind,

    /// <summary><c>lvsmon_service_transitions_total</c>.</summary>
    ServiceTransitions,

    /// <summary><c>lvsmon_checks_started_total</c>.</summary>
    ChecksStarted,

    /// <summary><c>lvsmon_checks_passed_total</c>.</summary>
    ChecksPassed,

    /// <summary><c>lvsmon_checks_failed_total</c>.</summary>
    ChecksFailed,

    /// <summary><c>lvsmon_checks_inconclusive_total</c>.</summary>
    ChecksInconclusive,

    /// <summary><c>lvsmon_checks_in_flight</c>.</summary>
    ChecksInFlight,

    /// <summary><c>lvsmon_check_duration_seconds</c>.</summary>
    CheckDuration,

    /// <summary><c>lvsmon_loop_turns_total</c>.</summary>
    LoopTurns,

    /// <summary><c>lvsmon_loop_lag_seconds</c>.</summary>
    LoopLag,

    /// <summary><c>lvsmon_loop_largest_lag_seconds</c>.</summary>
    LoopLargestLag,

    /// <summary><c>lvsmon_isolated</c>.</summary>
    Isolated,

    /// <summary><c>lvsmon_isolations_total</c>.</summary>
    Isolations,

    /// <summary><c>lvsmon_table_known</c>.</summary>
    TableKnown,

    /// <summary><c>lvsmon_table_in_step</c>.</summary>
    TableInStep,

    /// <summary><c>lvsmon_table_read_age_seconds</c>.</summary>
    TableReadAge,

    /// <summary><c>lvsmon_table_edits_total</c>.</summary>
    TableEdits,

    /// <summary><c>lvsmon_table_drifts_total</c>.</summary>
    TableDrifts,

    /// <summary><c>lvsmon_table_drifts_repaired_total</c>.</summary>
    TableDriftsRepaired,

    /// <summary><c>lvsmon_table_fights_total</c>.</summary>
    TableFights,

    /// <summary><c>lvsmon_table_flush_seconds</c>.</summary>
    TableFlush,

    /// <summary><c>lvsmon_log_lines_total</c>.</summary>
    LogLines,

    /// <summary><c>lvsmon_log_lost_lines_total</c>.</summary>
    LogLostLines,

    /// <summary><c>lvsmon_control_clients</c>.</summary>
    ControlClients,

    /// <summary><c>lvsmon_metrics_clients</c>.</summary>
    MetricsClients,

    /// <summary><c>lvsmon_reloads_total</c>.</summary>
    Reloads,

    /// <summary><c>lvsmon_real_ordered_out</c>.</summary>
    RealOrderedOut,

    /// <summary><c>lvsmon_real_sessions_active</c>.</summary>
    RealSessionsActive,

    /// <summary><c>lvsmon_real_sessions_inactive</c>.</summary>
    RealSessionsInactive,

    /// <summary><c>lvsmon_service_sessions_active</c>.</summary>
    ServiceSessionsActive,

    /// <summary><c>lvsmon_service_sessions_inactive</c>.</summary>
    ServiceSessionsInactive,

    /// <summary><c>lvsmon_sessions_age_seconds</c>.</summary>
    SessionsAge,

    /// <summary><c>lvsmon_notify_runs_total</c>.</summary>
    NotifyRuns,

    /// <summary><c>lvsmon_notify_failures_total</c>.</summary>
    NotifyFailures,

    /// <summary><c>lvsmon_notify_skipped_total</c>.</summary>
    NotifySkipped,
}
