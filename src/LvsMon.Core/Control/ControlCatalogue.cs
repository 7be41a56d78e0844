using System.Collections.Generic;

namespace LvsMon.Core.Control;

/// <summary>
/// The commands of the control socket and the members of every document, once; <c>docs/reference/control.md</c> is
/// compared with them.
/// </summary>
public static class ControlCatalogue
{
    /// <summary>The commands. An array behind it, so that the loop can go through it without an enumerator.</summary>
    public static IReadOnlyList<ControlCommand> Commands { get; } =
    [
        new(ControlVerb.Version, "version", ControlPermission.Reading, [], [], ["version"],
            "What runs here.",
            "{\"version\":1,\"command\":\"version\"}"),
        new(ControlVerb.Status, "status", ControlPermission.Reading, [],
            [ControlField.Name, ControlField.Service], ["daemon", "service", "real"],
            "The state of the daemon, and of each virtual service with its real servers: of all, of the service set or "
            + "the virtual service called `name`, or of the virtual service `service` in the service set `name`.",
            "{\"version\":1,\"command\":\"status\",\"name\":\"shop\",\"service\":\"www\"}"),
        new(ControlVerb.Why, "why", ControlPermission.Reading, [ControlField.Service, ControlField.Real], [],
            ["daemon", "real", "transition", "check-state", "probe", "table-line"],
            "All that led to where the real server is: what decided last, each of its checks with its last results "
            + "(equal ones in a row are one, the newest first), and the last lines about it that ipvsadm was given.",
            "{\"version\":1,\"command\":\"why\",\"service\":\"www\",\"real\":\"10.0.0.11:80\"}"),
        new(ControlVerb.Disable, "disable", ControlPermission.Changing,
            [ControlField.Service, ControlField.Real], [ControlField.Force], ["order"],
            "The real server leaves the table and stays out until `enable`; its checks go on. Refused with `last-one` "
            + "when no other would carry the traffic, unless `force` is true.",
            OrderExample("disable", "")),
        new(ControlVerb.Enable, "enable", ControlPermission.Changing,
            [ControlField.Service, ControlField.Real], [], ["order"],
            "Ends every order about the real server: its checks and its configured weight decide again.",
            OrderExample("enable", "")),
        new(ControlVerb.Drain, "drain", ControlPermission.Changing,
            [ControlField.Service, ControlField.Real], [ControlField.LimitUs, ControlField.Force], ["order"],
            "The real server gets weight 0: it takes no new clients and keeps its connections. When they have ended, "
            + "or after `limit_us`, it leaves the table and stays out until `enable`.",
            OrderExample("drain", ",\"limit_us\":600000000")),
        new(ControlVerb.Weight, "weight", ControlPermission.Changing,
            [ControlField.Service, ControlField.Real, ControlField.Weight], [ControlField.Force], ["order"],
            "The real server gets `weight` (0 to 65535) instead of the configured one until `enable`.",
            OrderExample("weight", ",\"weight\":5")),
        new(ControlVerb.CheckNow, "check-now", ControlPermission.Changing,
            [ControlField.Service, ControlField.Real], [], ["check"],
            "The checks of the real server begin at once; those under way and those begun within the last second are "
            + "left alone. Their results count as any others.",
            OrderExample("check-now", "")),
        new(ControlVerb.Reload, "reload", ControlPermission.Changing,
            [], [ControlField.Force, ControlField.DryRun], ["line", "reload"],
            "The configuration is read again and taken, as by SIGHUP; with `dry_run` it is only compared. `force` "
            + "takes it although `reload-limit` speaks against it.",
            "{\"version\":1,\"command\":\"reload\",\"dry_run\":true}"),
        new(ControlVerb.Sessions, "sessions", ControlPermission.Reading, [],
            [ControlField.Name, ControlField.Service],
            ["sessions", "set-sessions", "service-sessions", "real-sessions"],
            "The last report on the sessions that the kernel keeps: of each service set, and of each virtual service "
            + "with its real servers; chosen as by `status`. A whole answer is of one report.",
            "{\"version\":1,\"command\":\"sessions\",\"name\":\"shop\"}"),
        new(ControlVerb.Events, "events", ControlPermission.Reading, [],
            [ControlField.Since, ControlField.Run, ControlField.Follow],
            ["stream", "event", "lost", "snapshot", "daemon", "service", "real", "snapshot-end"],
            "The stream of [events](events.md): behind the number `since` of the run `run`, or, without `since`, a "
            + "snapshot and what comes after it. With `follow` true the answer stays open.",
            "{\"version\":1,\"command\":\"events\",\"since\":1817,\"follow\":true}"),
        new(ControlVerb.Metrics, "metrics", ControlPermission.Reading, [], [], ["text"],
            "The page of all metrics in the text format of Prometheus ([metrics.md](metrics.md)), in pieces.",
            "{\"version\":1,\"command\":\"metrics\"}"),
    ];

    /// <summary>The members of the documents, in the order in which they are written.</summary>
    public static IReadOnlyList<ControlDocumentField> Fields { get; } =
    [
        new("version", "lvsmon", "text", "The program's version."),
        new("version", "pid", "number", "The daemon's process."),
        new("version", "uptime_us", "microseconds", "Since its checks began."),

        new("daemon", "lvsmon", "text", "The program's version."),
        new("daemon", "pid", "number", "The daemon's process."),
        new("daemon", "uptime_us", "microseconds", "Since its checks began."),
        new("daemon", "services", "number", "Virtual services of the configuration."),
        new("daemon", "reals", "number", "Real servers of the configuration."),
        new("daemon", "reals_up", "number", "Real servers that are up."),
        new("daemon", "checks", "number", "Different checks; equal ones are done once."),
        new("daemon", "in_flight", "number", "Checks under way."),
        new("daemon", "started", "number", "Checks started since the daemon's start."),
        new("daemon", "passed", "number", "Checks that passed."),
        new("daemon", "failed", "number", "Checks that failed."),
        new("daemon", "inconclusive", "number", "Checks that said nothing of their server."),
        new("daemon", "lag_p99_us", "microseconds",
            "What 99 of 100 turns of the loop were late at most: rounded up to a bound of `lvsmon_loop_lag_seconds`, "
            + "but never above the largest."),
        new("daemon", "largest_lag_us", "microseconds", "The longest that the loop was late."),
        new("daemon", "isolated", "true, false", "Whether the director doubts its own network and holds removals."),
        new("daemon", "table", "ipvsadm, memory, dry-run, shadow",
            "Where the table lives; shadow: somebody else keeps it."),
        new("daemon", "table_known", "true, false", "Whether the table has been read with this configuration."),
        new("daemon", "in_step", "true, false", "False while the table could not be made what it should be."),
        new("daemon", "read_age_us", "microseconds, null",
            "Age of what is said of the table; null before it was read."),

        new("service", "service", "text", "Its name."),
        new("service", "key", "text", "What identifies its traffic, as in the configuration."),
        new("service", "set", "text, null", "Its service set."),
        new("service", "scheduler", "text", "The kernel's scheduler."),
        new("service", "forward", "nat, direct, tunnel", "Its forwarding method; a real server may have another."),
        new("service", "up", "number",
            "Real servers that are up and carry traffic: no standby, none that an agent or an operator has taken out."),
        new("service", "carrying", "number", "Real servers that carry traffic when they are up."),
        new("service", "reals", "number", "All its real servers, standby (weight 0) included."),
        new("service", "blind", "true, false", "Whether all its checks are inconclusive."),
        new("service", "fallback", "text, null", "Its fallback."),
        new("service", "fallback_in", "true, false", "Whether the fallback should be in the table now."),
        new("service", "active", "number, null",
            "Its established sessions at the last report; null when they are not known."),
        new("service", "inactive", "number, null", "Its other sessions that the kernel still keeps."),
        new("service", "sessions_age_us", "microseconds, null", "Age of that report; null without one."),

        new("real", "service", "text", "The virtual service it belongs to."),
        new("real", "real", "text", "Address and port as in the table."),
        new("real", "state", "up, down", "The verdict, or what is assumed before the first one."),
        new("real", "verified", "true, false", "False before the first verdict."),
        new("real", "since_us", "microseconds", "How long the state has lasted, as far as this daemon knows."),
        new("real", "weight", "number", "The weight of the configuration."),
        new("real", "wanted", "number, null",
            "The weight it should have in the table now; null when it should not be there."),
        new("real", "in_table", "number, null",
            "The weight it had at the last reading; null when it was not there or that is not known."),
        new("real", "held", "floor, isolation, null", "Why it keeps its place although it is down."),
        new("real", "order", "disabled, draining, drained, null", "What an operator has ordered."),
        new("real", "ordered_weight", "number, null", "The weight an operator has ordered."),
        new("real", "draining_us", "microseconds, null", "Since it drains."),
        new("real", "drain_limit_us", "microseconds, null", "When it is taken out all the same, from then on."),
        new("real", "checks", "number", "Its checks without an agent; 0 is unmonitored: taken for up."),
        new("real", "outcome", "pass, fail, inconclusive, null",
            "What the last check said; of several checks the one that matters most."),
        new("real", "last", "text, null", "The reason of that outcome, as in the log, with - for blanks."),
        new("real", "number", "number, null", "What belongs to the reason: an HTTP status, an exit status, an alert."),
        new("real", "last_age_us", "microseconds, null", "Since that check ended."),
        new("real", "check_us", "microseconds, null", "How long it took."),
        new("real", "passes", "number", "Its successes in a row."),
        new("real", "fails", "number", "Its failures in a row."),
        new("real", "inconclusives", "number", "Its inconclusive ends in a row."),
        new("real", "rise", "number", "Successes in a row that make it up."),
        new("real", "fall", "number", "Failures in a row that make it down."),
        new("real", "active", "number, null",
            "Its established sessions at the last report; null when it was not in the table or that is not known."),
        new("real", "inactive", "number, null", "Its other sessions that the kernel still keeps."),

        new("transition", "state", "up, down", "Where it is."),
        new("transition", "age_us", "microseconds", "Since when, as far as this daemon knows."),
        new("transition", "outcome", "pass, fail, inconclusive, null", "What the result said that decided last."),
        new("transition", "reason", "text, null",
            "Its reason; null when no result decided: before the first verdict, for an unmonitored one, or after a "
            + "reload that changed it."),
        new("transition", "number", "number, null", "What belongs to the reason."),
        new("transition", "count", "number, null", "So many in a row decided."),
        new("transition", "threshold", "number, null", "So many were needed."),
        new("transition", "check_us", "microseconds, null", "How long the deciding check took."),
        new("transition", "place", "text, null",
            "Where in a conversation it happened, while it is remembered."),
        new("transition", "said", "text, null",
            "What the server sent, escaped, while it is remembered (the last 1024 texts of all servers)."),

        new("check-state", "check", "text", "The check with its options, at most 500 characters."),
        new("check-state", "target", "text", "What it connects to."),
        new("check-state", "agent", "true, false", "Whether it asks for advice instead of testing the service."),
        new("check-state", "verdict", "up, down, none", "What it has decided of the real server."),
        new("check-state", "passes", "number, null", "Its successes in a row; null for an agent."),
        new("check-state", "fails", "number, null", "Its failures in a row; null for an agent."),
        new("check-state", "inconclusives", "number, null", "Its inconclusive ends in a row; null for an agent."),
        new("check-state", "rise", "number, null", "Successes in a row that make it up; null for an agent."),
        new("check-state", "fall", "number, null", "Failures in a row that make it down; null for an agent."),
        new("check-state", "interval_us", "microseconds", "How often it is done now."),
        new("check-state", "timeout_us", "microseconds", "How long it may take in all."),
        new("check-state", "next_us", "microseconds, null", "Until it begins again; null while it is under way."),
        new("check-state", "shared", "number", "Real servers that use its results, this one included."),

        new("probe", "outcome", "pass, fail, inconclusive", "What the check said."),
        new("probe", "reason", "text", "The reason, as in the log, with - for blanks."),
        new("probe", "number", "number, null", "What belongs to the reason."),
        new("probe", "times", "number", "So often in a row; the times below are those of the last."),
        new("probe", "first_age_us", "microseconds", "Since the first of them ended."),
        new("probe", "last_age_us", "microseconds", "Since the last of them ended."),
        new("probe", "check_us", "microseconds", "From its beginning to its end."),
        new("probe", "connect_us", "microseconds, null", "Until the connection stood; null when it never did."),
        new("probe", "tls_us", "microseconds, null", "The handshake of TLS; null where none ended."),
        new("probe", "send_us", "microseconds, null",
            "From then until the first request was handed over, 0 where none is sent; null when it did not come to "
            + "that."),
        new("probe", "receive_us", "microseconds, null", "From then to the end, all of a longer conversation."),
        new("probe", "bytes", "number", "Bytes received."),

        new("table-line", "text", "text", "The line as ipvsadm was given it."),
        new("table-line", "times", "number", "So often in a row: one that does not take is tried again."),
        new("table-line", "age_us", "microseconds", "Since ipvsadm was given it, the last time."),
        new("table-line", "end", "pending, taken, not-taken, overtaken, unread",
            "What the reading after it showed: the table as the line says, or not; overtaken: not, and not wanted any "
            + "more; unread: a reload or other trouble came first."),
        new("table-line", "settled_us", "microseconds, null", "From then to the end of that reading."),
        new("table-line", "said", "text, null", "What ipvsadm said of it, or how it ended."),

        new("sessions", "interval_us", "microseconds", "From one report to the next; 0 when there are none."),
        new("sessions", "reports", "number", "Reports since the daemon's start."),
        new("sessions", "failures", "number", "Readings since the daemon's start that came to nothing."),
        new("sessions", "sessions_age_us", "microseconds, null",
            "Since the reading of this report began: no number is older. Null without a report."),
        new("sessions", "took_us", "microseconds, null",
            "How long the reading took; 0 for one turn of the daemon's loop."),

        new("set-sessions", "set", "text", "The service set."),
        new("set-sessions", "services", "number", "Its virtual services."),
        new("set-sessions", "counted", "number", "Those of them that were in the table: the sums are over these."),
        new("set-sessions", "active", "number, null", "Their established sessions; null when none was counted."),
        new("set-sessions", "inactive", "number, null", "Their other sessions that the kernel still keeps."),
        new("set-sessions", "total", "number, null", "Both."),

        new("service-sessions", "service", "text", "The virtual service."),
        new("service-sessions", "set", "text, null", "Its service set."),
        new("service-sessions", "active", "number, null",
            "Its established sessions; null when it was not in the table or that is not known."),
        new("service-sessions", "inactive", "number, null", "Its other sessions that the kernel still keeps."),
        new("service-sessions", "total", "number, null", "Both."),
        new("service-sessions", "elsewhere_active", "number, null",
            "Those of `active` that are on no real server of the configuration: on the fallback, or on an entry that "
            + "somebody else made. The rest is the sum of the `real-sessions`."),
        new("service-sessions", "elsewhere_inactive", "number, null", "Those of `inactive` that are."),

        new("real-sessions", "service", "text", "The virtual service it belongs to."),
        new("real-sessions", "real", "text", "Address and port as in the table."),
        new("real-sessions", "active", "number, null",
            "Its established sessions; null when it was not in the table or that is not known."),
        new("real-sessions", "inactive", "number, null", "Its other sessions that the kernel still keeps."),
        new("real-sessions", "total", "number, null", "Both."),

        new("order", "service", "text", "The virtual service."),
        new("order", "real", "text", "Address and port of the real server."),
        new("order", "weight", "number", "The weight of the configuration."),
        new("order", "order", "disabled, draining, drained, null", "What holds from now on."),
        new("order", "ordered_weight", "number, null", "The weight ordered instead of the configured one."),
        new("order", "draining_us", "microseconds, null", "Since it drains."),
        new("order", "drain_limit_us", "microseconds, null", "When it is taken out all the same, from then on."),

        new("check", "service", "text", "The virtual service."),
        new("check", "real", "text", "Address and port of the real server."),
        new("check", "checks", "number", "Its checks without an agent."),
        new("check", "started", "number", "Checks, an agent among them, that begin now."),

        new("line", "text", "text",
            "A mistake or warning of the configuration with its place, or what comes (+), goes (-) or changes (~)."),

        new("reload", "taken", "true, false", "Whether the new configuration runs now."),
        new("reload", "over_limit", "true, false", "Whether more weight would leave the table than reload-limit."),
        new("reload", "errors", "number", "Mistakes; with any nothing was compared."),
        new("reload", "added", "number", "Real servers added."),
        new("reload", "removed", "number", "Real servers removed."),
        new("reload", "changed", "number", "Real servers changed."),
        new("reload", "leaving_percent", "number", "The part of the weight that leaves the table, rounded up."),
        new("reload", "limit_percent", "number", "The running reload-limit; 0 for none."),

        new("snapshot", "seq", "number", "The state as of this number follows, as `status` tells it."),

        new("snapshot-end", "seq", "number", "The state of this number is complete; the stream goes on behind it."),

        new("text", "text", "text",
            "Whole lines, maybe none; those of all documents, one behind the other, are the page."),

        new("end", "version", "number", "The protocol's version."),
        new("end", "documents", "number", "Documents of the answer before this one."),

        new("error", "version", "number", "The protocol's version."),
        new("error", "error", "text", "The stable word of the error."),
        new("error", "message", "text", "What it means, for people."),
    ];

    private static string OrderExample(string command, string rest) =>
        $"{{\"version\":1,\"command\":\"{command}\",\"service\":\"www\",\"real\":\"10.0.0.11:80\"{rest}}}";
}
