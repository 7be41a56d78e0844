namespace LvsMon.Core.Config;

/// <summary>The directives, one for each meaning; <c>check</c> has two.</summary>
public enum DirectiveId : byte
{
    /// <summary><c>include</c>.</summary>
    Include,

    /// <summary><c>set</c>.</summary>
    Set,

    /// <summary><c>global</c>.</summary>
    Global,

    /// <summary><c>defaults</c>.</summary>
    Defaults,

    /// <summary><c>check NAME PLUGIN</c> outside every block.</summary>
    CheckDefinition,

    /// <summary><c>virtual</c>.</summary>
    Virtual,

    /// <summary><c>reconcile</c>.</summary>
    Reconcile,

    /// <summary><c>on-exit</c>.</summary>
    OnExit,

    /// <summary><c>manage-sysctls</c>.</summary>
    ManageSysctls,

    /// <summary><c>max-in-flight</c>.</summary>
    MaxInFlight,

    /// <summary><c>reload-limit</c>.</summary>
    ReloadLimit,

    /// <summary><c>extra-reals</c>.</summary>
    ExtraReals,

    /// <summary><c>control</c>.</summary>
    Control,

    /// <summary><c>control-group</c>.</summary>
    ControlGroup,

    /// <summary><c>control-readers</c>.</summary>
    ControlReaders,

    /// <summary><c>cpu</c>.</summary>
    Cpu,

    /// <summary><c>session-report</c>.</summary>
    SessionReport,

    /// <summary><c>log-burst</c>.</summary>
    LogBurst,

    /// <summary><c>events</c>.</summary>
    Events,

    /// <summary><c>metrics-listen</c>.</summary>
    MetricsListen,

    /// <summary><c>interval</c>.</summary>
    Interval,

    /// <summary><c>fast-interval</c>.</summary>
    FastInterval,

    /// <summary><c>down-interval</c>.</summary>
    DownInterval,

    /// <summary><c>connect-timeout</c>.</summary>
    ConnectTimeout,

    /// <summary><c>receive-timeout</c>.</summary>
    ReceiveTimeout,

    /// <summary><c>timeout</c>.</summary>
    Timeout,

    /// <summary><c>rise</c>.</summary>
    Rise,

    /// <summary><c>fall</c>.</summary>
    Fall,

    /// <summary><c>fail-after</c>.</summary>
    FailAfter,

    /// <summary><c>stable-for</c>.</summary>
    StableFor,

    /// <summary><c>hold-down</c>.</summary>
    HoldDown,

    /// <summary><c>hold-down-max</c>.</summary>
    HoldDownMax,

    /// <summary><c>slow-start</c>.</summary>
    SlowStart,

    /// <summary><c>server-connection-interval</c>.</summary>
    ServerConnectionInterval,

    /// <summary><c>server-connection-timeout</c>.</summary>
    ServerConnectionTimeout,

    /// <summary><c>server-timeouts-allowed</c>.</summary>
    ServerTimeoutsAllowed,

    /// <summary><c>server-down-retry-interval</c>.</summary>
    ServerDownRetryInterval,

    /// <summary><c>name</c>.</summary>
    Name,

    /// <summary><c>service-set</c>.</summary>
    ServiceSet,

    /// <summary><c>scheduler</c>.</summary>
    Scheduler,

    /// <summary><c>forward</c>.</summary>
    Forward,

    /// <summary><c>persistence</c>.</summary>
    Persistence,

    /// <summary><c>session-timeout</c>.</summary>
    SessionTimeout,

    /// <summary><c>one-packet</c>.</summary>
    OnePacket,

    /// <summary><c>check</c> inside a block.</summary>
    Check,

    /// <summary><c>require</c>.</summary>
    Require,

    /// <summary><c>on-failure</c>.</summary>
    OnFailure,

    /// <summary><c>notify</c>.</summary>
    Notify,

    /// <summary><c>floor</c>.</summary>
    Floor,

    /// <summary><c>real</c>.</summary>
    Real,

    /// <summary><c>fallback</c>.</summary>
    Fallback,

    /// <summary><c>weight</c>.</summary>
    Weight,

    /// <summary><c>upper</c>.</summary>
    Upper,

    /// <summary><c>lower</c>.</summary>
    Lower,

    /// <summary><c>unmonitored</c>.</summary>
    Unmonitored,
}
