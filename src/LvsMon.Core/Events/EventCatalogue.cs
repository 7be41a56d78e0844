using System.Collections.Generic;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Events;

/// <summary>
/// The documents of the stream of events, once: an entry for each <see cref="FactKind"/>, by which its document is
/// written. <c>docs/reference/events.md</c> is compared with it. A new kind of fact needs an entry here and nothing
/// else.
/// </summary>
public static class EventCatalogue
{
    private static readonly EventMember[] Why =
    [
        new("reason", EventSource.Reason, "Why: a reason of the log, with - for blanks."),
        new("number", EventSource.Number,
            "What belongs to the reason: a status, an exit code, an alert, a percentage."),
        new("place", EventSource.Place, "Where the conversation of a check of several steps stood."),
    ];

    private static readonly EventMember[] Text =
    [
        new("detail", EventSource.Detail, "What else is to be said."),
        new("foreign", EventSource.Foreign, "Whether detail is what a server or a program sent."),
    ];

    private static readonly EventMember[] Numbers =
    [
        new("active", EventSource.A, "Established sessions; null when not known."),
        new("inactive", EventSource.B, "Other sessions that the kernel has not forgotten; null when not known."),
    ];

    private static readonly EventMember[] WhyAndText = [.. Why, .. Text];
    private static readonly string[] Orders = ["none", "disabled", "draining", "drained"];

    private static readonly string[] Settings =
        ["expire_nodest_conn", "expire_quiescent_template", "conn_reuse_mode"];

    /// <summary>The entries by rising number of the kind.</summary>
    public static IReadOnlyList<EventEntry> All { get; } =
    [
        new(FactKind.Down, "down", "A real server went down.",
            [.. WhyAndText, A("fails", "Failures in a row."), B("fall", "Failures in a row that are needed."),
                C("up", "Real servers of the service that are up after it."),
                D("check_us", "How long the deciding check took."),
                Time("How long it was up; null at the first verdict.")]),
        new(FactKind.Up, "up", "A real server came up.",
            [.. WhyAndText, A("passes", "Successes in a row."), B("rise", "Successes in a row that are needed."),
                C("up", "Real servers of the service that are up after it."),
                D("check_us", "How long the deciding check took."),
                Time("How long it was down; null at the first verdict.")]),
        new(FactKind.Confirmed, "confirmed", "The first verdict of a real server, and it is what had been assumed.",
            [Word(EventSource.A, "state", "The verdict.", "down", "up")]),
        new(FactKind.Empty, "empty", "The last real server of a service went down.",
            [new("fallback", EventSource.Fallback, "The fallback that answers now.")]),
        new(FactKind.Served, "served", "A service has a real server up again.",
            [A("up", "Real servers that are up."), B("reals", "All its real servers.")]),
        new(FactKind.Table, "table", "Edits reached the kernel's table and were read back.",
            [A("edits", "How many."), Time("From the verdict to the reading."), .. Text]),
        new(FactKind.OutOfStep, "table-out-of-step", "The table could not be made what it should be.", Text),
        new(FactKind.InStep, "table-in-step", "The table is again what it should be.", [Time("How long it was not.")]),
        new(FactKind.Drift, "drift", "Somebody else changed an own entry.",
            [A("entries", "How many."),
                new("repaired", EventSource.B, "Whether it was put back.") { Form = EventForm.Flag }, .. Text]),
        new(FactKind.Reload, "reload", "A configuration was taken; detail is its path.",
            [A("added", "Real servers that are new."), B("removed", "Real servers that are gone."),
                C("changed", "Real servers that changed."), D("edits", "Edits of the table; null when not known."),
                .. Text]),
        new(FactKind.ReloadRefused, "reload-refused", "A configuration was refused; detail is the first mistake.",
            [A("errors", "Mistakes in it."), .. Text]),
        new(FactKind.Lag, "lag", "The daemon was late.",
            [A("checks", "Checks that became inconclusive."), Time("How late.")]),
        new(FactKind.Isolated, "isolated", "The director doubts its own network and holds removals.",
            [A("services", "Services whose checks timed out."), Time("How far back removals are taken back.")]),
        new(FactKind.Connected, "connected", "The doubt is over.",
            [A("down", "Real servers that are down now."), Time("How long it lasted.")]),
        new(FactKind.Blind, "blind", "All checks of a service are inconclusive.", WhyAndText),
        new(FactKind.Seeing, "seeing", "The checks of a service say something again.",
            [Time("How long they did not.")]),
        new(FactKind.Inconclusive, "inconclusive", "Checks ended without saying anything of their server.",
            [.. WhyAndText, A("checks", "How many since the last such event.")]),
        new(FactKind.Held, "held", "A real server that is down keeps its place by the floor.",
            [A("floor", "The floor, real servers.")]),
        new(FactKind.Released, "released", "A real server is no longer held by the floor.", []),
        new(FactKind.Started, "started", "The first round of checks is complete.",
            [A("up", "Real servers that are up."), B("reals", "All real servers."),
                C("empty_services", "Services without any that is up."), Time("Since the start.")]),
        new(FactKind.Stopped, "stopped", "The daemon ends.",
            [Word(EventSource.A, "table", "What becomes of the own services in the kernel's table.",
                "kept", "cleared", "not-cleared", "never-written")]),
        new(FactKind.LinesLost, "lost", "Lines of the log were lost; events were not.",
            [A("lines", "How many."), Time("How long the log took none; null when there were too many at once.")]),
        new(FactKind.Adopted, "adopted", "The table was read at the start.",
            [A("reals", "Real servers found in it."), B("entries", "Entries that the configuration does not name.")]),
        new(FactKind.Disowned, "disowned",
            "A service of an earlier run is no longer in the configuration and was removed; detail is its key.", Text),
        new(FactKind.OwnedUnsaved, "owned-not-saved", "The file of owned services could not be written.", []),
        new(FactKind.Fight, "fight", "Somebody else changes an own entry again and again; it is left alone.",
            [A("changes", "Changes within the hour; 255 for more."),
                B("entries", "Without a service: so many more entries."),
                new("within_us", EventSource.C, "Since the first of them.") { Form = EventForm.Milliseconds },
                Time("For how long it is left alone."), .. Text]),
        new(FactKind.Disagree, "disagree", "Only with --shadow: the table is not what is wanted.",
            [B("entries", "Without a service: so many more entries."), .. Text]),
        new(FactKind.Agree, "agree", "Only with --shadow: the table is again what is wanted.",
            [B("entries", "Without a service: so many more entries."), Time("How long it was not."), .. Text]),
        new(FactKind.SettingSet, "sysctl", "A setting of the kernel was set, or is right again.",
            [Word(EventSource.A, "setting", "Which.", Settings), B("found", "The value before."),
                C("now", "The value now.")]),
        new(FactKind.SettingNotSet, "sysctl-not-set", "A setting of the kernel cannot be set.",
            [Word(EventSource.A, "setting", "Which; null for all, because none is there.", Settings), .. Text]),
        new(FactKind.SettingNotRead, "sysctl-not-read", "A setting of the kernel cannot be read.",
            [Word(EventSource.A, "setting", "Which; null for all, because none is there.", Settings), .. Text]),
        new(FactKind.Caution, "caution", "Settings of the kernel can hurt the clients of a service.",
            [new("settings", EventSource.A, "Those that do.") { Form = EventForm.WordSet, Words = Settings },
                B("services", "Without a service: so many more services.")]),
        new(FactKind.TimeoutSet, "timeout", "The kernel's idle timeout of a protocol was set, or is right again.",
            [Word(EventSource.A, "protocol", "Whose.", "tcp", "udp"), Seconds(EventSource.B, "found_us", "Before."),
                Seconds(EventSource.C, "now_us", "Now.")]),
        new(FactKind.TimeoutNotSet, "timeout-not-set", "The kernel's idle timeouts cannot be set.",
            [Word(EventSource.A, "protocol", "Whose; null when they cannot be read.", "tcp", "udp"),
                Seconds(EventSource.B, "found_us", "The kernel's."), Seconds(EventSource.C, "wanted_us", "The wish."),
                .. Text]),
        new(FactKind.NoLock, "no-lock", "There is no lock against a second daemon.", Text),
        new(FactKind.Flapping, "flap", "A real server goes up and down.",
            [A("downs", "How often it went down since it was up for long."),
                Time("For how long it must pass before it is up.")]),
        new(FactKind.SlowStart, "slow-start", "A real server comes back with a part of its weight.",
            [A("percent", "The part."), Time("When it has all of it.")]),
        new(FactKind.Ramped, "ramped", "A step of a slow start.", [A("percent", "The part from now on.")]),
        new(FactKind.Weighted, "weight", "The agent of a real server asks for another part of its weight.",
            [A("percent", "The part from now on."), B("before", "The part before.")]),
        new(FactKind.NoControl, "no-control", "The control socket cannot be made.", Text),
        new(FactKind.Ordered, "order", "An operator has ordered something about a real server.",
            [Word(EventSource.A, "order", "What holds from now on.", Orders),
                B("ordered_weight", "The weight ordered instead of the configured one."),
                C("uid", "The operator's user id; null for an order of before the daemon's start."),
                Time("How long its connections may take; null for as long as they like.")]),
        new(FactKind.Drained, "drained", "A draining real server leaves the table.",
            [Word(EventSource.A, "order", "What holds from now on.", Orders),
                B("ordered_weight", "The weight ordered instead of the configured one."),
                C("connections", "Connections that are left."), Time("How long it took.")]),
        new(FactKind.OrdersUnsaved, "orders-unsaved", "The operator's orders cannot be saved.", Text),
        new(FactKind.OrdersUnread, "orders-unread", "The file of the operator's orders is not to be trusted.", Text),
        new(FactKind.Sessions, "session-report", "A report on sessions is complete; the command `sessions` shows it.",
            [A("services", "Virtual services counted."), B("reals", "Real servers counted."),
                C("lines", "Events with its numbers that follow, of the same `monotonic_us`."),
                Time("How long the reading took.")]),
        new(FactKind.NoSessions, "no-sessions", "The sessions cannot be counted.", Text),
        new(FactKind.SessionsAgain, "sessions", "The sessions are counted again.",
            [Time("How long they were not.")]),
        new(FactKind.SetSessions, "set-sessions", "The sessions of a service set in the report before.",
            [new("set", EventSource.Set, "The service set."), .. Numbers,
                C("counted", "Virtual services of the set that were counted.")]),
        new(FactKind.ServiceSessions, "service-sessions", "The sessions of a virtual service in the report before.",
            Numbers),
        new(FactKind.NoEvents, "no-events", "The file of events takes no lines.", Text),
        new(FactKind.EventsAgain, "events", "The file of events takes lines again; detail is its path.",
            [A("lost", "Events that it will never get."), Time("How long it took none."), .. Text]),
        new(FactKind.RealSessions, "real-sessions", "The sessions of a real server in the report before.", Numbers),
        new(FactKind.NoNotices, "no-notices", "The service manager wants to be told and cannot be.", Text),
        new(FactKind.NotPinned, "not-pinned", "The loop could not be bound to a processor.",
            [A("processor", "Which."), .. Text]),
        new(FactKind.NotifyFailed, "notify-failed",
            "A program of notify failed, told once until it works; without a service: changes that are told nobody.",
            [A("untold", "At the daemon's end: how many changes."), .. Text]),
        new(FactKind.NotifyBack, "notify", "A program of notify works again; detail is its path.",
            [A("failed", "Runs that failed."), Time("Since the first of them."), .. Text]),
        new(FactKind.NoMetrics, "no-metrics", "The metrics cannot be offered over HTTP.", Text),
        new(FactKind.CertificateEnds, "certificate", "The certificate that a check was shown ends soon, or has ended.",
            [A("days", "Whole days left; negative behind its end."), B("others", "More real servers use the check.")]),
        new(FactKind.CertificateRenewed, "certificate-renewed", "A certificate of which that was told was renewed.",
            [A("days", "Whole days left."), B("others", "More real servers use the check.")]),
    ];

    /// <summary>The members of the documents that are not of one kind of fact.</summary>
    public static IReadOnlyList<EventField> Fields { get; } =
    [
        new("stream", "version", "number", "The version of these documents: 1."),
        new("stream", "run", "text", "This run of the daemon: numbers of another run are not comparable."),
        new("stream", "seq", "number", "The newest number; 0 before the first."),

        new("event", "seq", "number, null", "Its number, the same as in the log; null for a report, which has none."),
        new("event", "time", "text", "Local time with offset, ISO 8601."),
        new("event", "monotonic_us", "microseconds", "The same moment on a clock that is never set."),
        new("event", "event", "text", "What has happened."),
        new("event", "service", "text, null", "The name of the virtual service."),
        new("event", "real", "text, null", "Address and port of the real server."),

        new("lost", "what", "events, reports", "What is missing here."),
        new("lost", "count", "number, null", "How many; null when the numbers are of another run."),
        new("lost", "from", "number, null", "The first missing number; null for reports."),
        new("lost", "to", "number, null", "The last missing number; null for reports."),
    ];

    private static readonly EventEntry?[] ByKind = Index();

    /// <summary>The entry of a kind; null only for one that is missing here.</summary>
    public static EventEntry? Of(FactKind kind) => ByKind[(int)kind];

    private static EventMember A(string name, string meaning) => new(name, EventSource.A, meaning);

    private static EventMember B(string name, string meaning) => new(name, EventSource.B, meaning);

    private static EventMember C(string name, string meaning) => new(name, EventSource.C, meaning);

    private static EventMember D(string name, string meaning) => new(name, EventSource.D, meaning);

    private static EventMember Time(string meaning) => new("duration_us", EventSource.Duration, meaning);

    private static EventMember Seconds(EventSource source, string name, string meaning) =>
        new(name, source, meaning) { Form = EventForm.Seconds };

    private static EventMember Word(EventSource source, string name, string meaning, params string[] words) =>
        new(name, source, meaning) { Form = EventForm.Word, Words = words };

    private static EventEntry?[] Index()
    {
        EventEntry?[] byKind = new EventEntry?[256];
        foreach (EventEntry entry in All)
        {
            byKind[(int)entry.Kind] = entry;
        }

        return byKind;
    }
}
