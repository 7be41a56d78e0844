using System.Collections.Generic;

namespace LvsMon.Core.Config;

/// <summary>The intervals and thresholds, and the words of Equilibrium for them.</summary>
internal static class TimingDirectives
{
    private const long Millisecond = 1_000;
    private const long Second = 1_000_000;
    private const long Hour = 3_600 * Second;

    internal static IReadOnlyList<Directive> All { get; } =
    [
        Time(DirectiveId.Interval, "interval", "The time from one check to the next while nothing changes.",
            10 * Millisecond, 24 * Hour, "10s", "delay_loop", "checkinterval", "inter"),
        Time(DirectiveId.FastInterval, "fast-interval", "The interval while a change is being confirmed.",
            10 * Millisecond, 24 * Hour, "interval", "fastinter", "delay_before_retry"),
        Time(DirectiveId.DownInterval, "down-interval", "The interval while the real server is down.",
            10 * Millisecond, 24 * Hour, "interval", "downinter"),
        Time(DirectiveId.ConnectTimeout, "connect-timeout", "How long a connection may take.",
            Millisecond, Hour, "3s", "connect_timeout"),
        Time(DirectiveId.ReceiveTimeout, "receive-timeout", "How long the answer may take once the request is sent.",
            Millisecond, Hour, "3s", "negotiatetimeout"),
        Time(DirectiveId.Timeout, "timeout",
            "How long a whole check may take; never begun anew. At most 10 intervals; the built-in value bows to that.",
            Millisecond, Hour, "5s", "checktimeout"),
        new(DirectiveId.Rise, "rise", BlockKinds.Timing, "rise N",
            "Successes in a row after which a real server is up.")
        {
            Kind = ValueKind.Number,
            Min = 1,
            Max = 1_000_000,
            Default = "1",
            Unit = "checks",
        },
        new(DirectiveId.Fall, "fall", BlockKinds.Timing, "fall N",
            "Failures in a row after which a real server is down.")
        {
            Kind = ValueKind.Number,
            Min = 1,
            Max = 1_000_000,
            Default = "3",
            Unit = "checks",
            Elsewhere = ["retry", "failurecount", "checkcount"],
        },
        Optional(DirectiveId.FailAfter, "fail-after",
            "A failure takes the real server down when its last success is at least so long ago, whatever `fall` "
            + "says."),
        Optional(DirectiveId.StableFor, "stable-for",
            "A real server that is down must pass every check for so long before it is up, beside `rise`; not at its "
            + "first verdict."),
        Optional(DirectiveId.HoldDown, "hold-down",
            "A real server that goes down again before it was up for `hold-down-max` must pass for so long before it "
            + "is up, then for twice as long, and so on."),
        Time(DirectiveId.HoldDownMax, "hold-down-max",
            "The longest time of `hold-down`; one that is up for so long has its falls forgotten.",
            Millisecond, 366 * 24 * Hour, "10m"),
        new(DirectiveId.SlowStart, "slow-start", BlockKinds.Timing, "slow-start off | TIME",
            "A real server that comes back begins with a tenth of its weight and has all of it after so long.")
        {
            Kind = ValueKind.Duration,
            Choices = ["off"],
            Min = Second,
            Max = 24 * Hour,
            Default = "off",
            Unit = "second",
            Elsewhere = ["slowstart"],
        },
        Alias(DirectiveId.ServerConnectionInterval, "server-connection-interval",
            "Equilibrium's word for `interval`.", 3_600 * Second),
        Alias(DirectiveId.ServerConnectionTimeout, "server-connection-timeout",
            "Equilibrium's word for `connect-timeout`, `receive-timeout` and `timeout` at once.", 60 * Second),
        new(DirectiveId.ServerTimeoutsAllowed, "server-timeouts-allowed", BlockKinds.Timing,
            "server-timeouts-allowed N", "Equilibrium's word for `fall`, less 1: failures in a row that are borne.")
        {
            Kind = ValueKind.Number,
            Min = 0,
            Max = 99,
            Unit = "checks",
        },
        Alias(DirectiveId.ServerDownRetryInterval, "server-down-retry-interval",
            "Equilibrium's word for `down-interval`.", 3_600 * Second, "server-down-retry"),
    ];

    private static Directive Time(
        DirectiveId id, string name, string summary, long min, long max, string builtIn, params string[] elsewhere) =>
        new(id, name, BlockKinds.Timing, $"{name} TIME", summary)
        {
            Kind = ValueKind.Duration,
            Min = min,
            Max = max,
            Default = builtIn,
            Unit = "second",
            Elsewhere = elsewhere,
        };

    private static Directive Optional(DirectiveId id, string name, string summary) =>
        new(id, name, BlockKinds.Timing, $"{name} off | TIME", summary)
        {
            Kind = ValueKind.Duration,
            Choices = ["off"],
            Min = Millisecond,
            Max = 366 * 24 * Hour,
            Default = "off",
            Unit = "second",
        };

    private static Directive Alias(
        DirectiveId id, string name, string summary, long max, params string[] elsewhere) =>
        Time(id, name, summary, Second, max, "-", elsewhere);
}
