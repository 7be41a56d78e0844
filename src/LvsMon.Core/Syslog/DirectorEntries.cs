using LvsMon.Core.Transitions;

namespace LvsMon.Core.Syslog;

/// <summary>The part of <see cref="LogCatalogue"/> about the director itself: its kernel's settings, and what it should
/// have and has not.</summary>
internal static class DirectorEntries
{
    /// <summary>By rising id.</summary>
    internal static LogEntry[] All { get; } =
    [
        LogEntry.Of(
            FactKind.SettingSet,
            "SYSCTL",
            LogSeverity.Notice,
            "A setting of net.ipv4.vs was 0 and was set (`manage-sysctls yes`); the value stood there when it was read "
            + "back. `as wanted`: one that could not be set before is right now.",
            "SYSCTL expire_nodest_conn: 0 found, 1 set; seq 1841"),
        LogEntry.Of(
            FactKind.SettingNotSet,
            "SYSCTL not set",
            LogSeverity.Error,
            "A setting of net.ipv4.vs cannot be set (`manage-sysctls yes`), why, and what that means. It is tried "
            + "again at each reconcile and told again when the reason changes.",
            "SYSCTL not set expire_nodest_conn: it is 0 and cannot be written (not permitted); open connections to a "
            + "removed real server stay there and hang until they time out; seq 1842"),
        LogEntry.Of(
            FactKind.SettingNotRead,
            "SYSCTL not read",
            LogSeverity.Warning,
            "Settings of net.ipv4.vs cannot be read (`manage-sysctls no`).",
            "SYSCTL not read: /proc/sys/net/ipv4/vs is missing, ip_vs is not in this kernel or network namespace; what "
            + "becomes of open connections is not known; seq 1843"),
        LogEntry.Of(
            FactKind.Caution,
            "CAUTION",
            LogSeverity.Warning,
            "Settings of net.ipv4.vs are 0 and lvsmon may not set them (`manage-sysctls no`): what that can do to the "
            + "service's clients. Written at start and after a reload, for 16 services by name.",
            "CAUTION www: expire_nodest_conn 0: open connections to a removed real server stay there and hang until "
            + "they time out; seq 1844"),
        LogEntry.Of(
            FactKind.TimeoutSet,
            "TIMEOUT",
            LogSeverity.Notice,
            "The kernel's idle timeout of all TCP or UDP sessions was set (`session-timeout`) and read back.",
            "TIMEOUT tcp: 900s found, 120s set; seq 1845"),
        LogEntry.Of(
            FactKind.TimeoutNotSet,
            "TIMEOUT not set",
            LogSeverity.Error,
            "The kernel's idle timeouts cannot be set or read, and why. It is tried again at each reconcile and told "
            + "again when something about it changes.",
            "TIMEOUT not set tcp: 900s found, 120s wanted (\"Permission denied (you must be root)\"); idle sessions "
            + "are kept as long as before; seq 1846"),
        LogEntry.Of(
            FactKind.NoLock,
            "NO LOCK",
            LogSeverity.Warning,
            "There is no lock file in the state directory, and why: the daemon goes on without.",
            "NO LOCK: not permitted; a second lvsmon on this table would not be noticed; seq 1847"),
        LogEntry.Of(
            FactKind.NoControl,
            "NO CONTROL",
            LogSeverity.Warning,
            "The control socket cannot be made, and why: the daemon goes on without, `lvsmon status` does not reach "
            + "it.",
            "NO CONTROL: /run/lvsmon/control.sock: another lvsmon (pid 4711) has it; nobody can ask this daemon; "
            + "seq 1851"),
        LogEntry.Of(
            FactKind.NoSessions,
            "NO SESSIONS",
            LogSeverity.Warning,
            "The sessions cannot be counted (`session-report`), and why. It is tried again at each report and told "
            + "again when the reason changes; after four failures nothing is shown any more.",
            "NO SESSIONS: /proc/net/ip_vs: no descriptor; sessions are not counted; seq 1856"),
        LogEntry.Of(
            FactKind.SessionsAgain,
            "SESSIONS",
            LogSeverity.Notice,
            "The sessions are counted again. The reports themselves have no lines: `lvsmon sessions` shows the last "
            + "one.",
            "SESSIONS: counted again, were not for 34s; seq 1857"),
        LogEntry.Of(
            FactKind.NoEvents,
            "NO EVENTS",
            LogSeverity.Warning,
            "The file of events (`events`) takes no lines, and why. They are kept as far as the memory for them "
            + "reaches, and it is tried again.",
            "NO EVENTS: /var/lib/lvsmon/events.json: no space left on the device; trying again; seq 1855"),
        LogEntry.Of(
            FactKind.EventsAgain,
            "EVENTS",
            LogSeverity.Notice,
            "The file of events takes lines again; says how many events it will never get.",
            "EVENTS: /var/lib/lvsmon/events.json: takes lines again after 34s; 12 events lost; seq 1856"),
        LogEntry.Of(
            FactKind.NoNotices,
            "NO NOTICES",
            LogSeverity.Warning,
            "The service manager wants to be told (NOTIFY_SOCKET) and cannot be, and why: it hears neither READY nor "
            + "the watchdog's sign of life. The daemon goes on.",
            "NO NOTICES: \"vsock:2:1\" is neither a path nor an abstract name; the service manager hears nothing; "
            + "seq 1860"),
        LogEntry.Of(
            FactKind.NotPinned,
            "NOT PINNED",
            LogSeverity.Warning,
            "The processor of `cpu N` could not be taken, and why: the loop goes on and runs on any that is allowed.",
            "NOT PINNED: processor 7: it is not there, or not allowed here; the loop runs on any; seq 1861"),
        LogEntry.Of(
            FactKind.NotifyFailed,
            "NOTIFY FAILED",
            LogSeverity.Warning,
            "A program of `notify` ended otherwise than with exit 0, was stopped because its time was up, or could not "
            + "be started. Told once until it works again. At the daemon's end: changes that are told nobody.",
            "NOTIFY FAILED www 10.0.0.11:80: /usr/local/bin/page: exit 1; not said again until it works; seq 1862"),
        LogEntry.Of(
            FactKind.NotifyBack,
            "NOTIFY",
            LogSeverity.Notice,
            "A program of `notify` that failed works again, and how many runs failed.",
            "NOTIFY www: /usr/local/bin/page works again after 34s; 12 runs failed; seq 1863"),
        LogEntry.Of(
            FactKind.NoMetrics,
            "NO METRICS",
            LogSeverity.Warning,
            "There is no socket where `metrics-listen` wants it, and why: the daemon goes on without. A reload tries "
            + "again.",
            "NO METRICS: 127.0.0.1:9633: Address already in use; nobody can fetch them over HTTP; seq 1852"),
    ];
}
