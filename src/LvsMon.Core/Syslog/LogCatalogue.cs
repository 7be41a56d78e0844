using System.Collections.Generic;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Syslog;

/// <summary>
/// All lines that lvsmon writes to the log, once. The id is 1000 and the number of the <see cref="FactKind"/>; a test
/// compares <c>docs/reference/log.md</c> with this list and the examples with <see cref="FactText"/>.
/// </summary>
public static class LogCatalogue
{
    /// <summary>The kinds of lines by rising id. <see cref="FactKind.Confirmed"/>, <see cref="FactKind.Ramped"/> and
    /// <see cref="FactKind.Sessions"/> have none.</summary>
    public static IReadOnlyList<LogEntry> All { get; } =
    [
        Entry(
            FactKind.Down,
            "DOWN",
            LogSeverity.Warning,
            "A real server failed its checks and is taken for down. Then: the reason of the last failure with what the "
            + "server sent, failures in a row of those needed, how long it was up, how long the check took.",
            "DOWN www 10.0.0.11:80: connect refused; 3 of 3 failed; up for 4d2h; check 0.4ms; seq 1817",
            alertsWhenLast: true),
        Entry(
            FactKind.Up,
            "UP",
            LogSeverity.Notice,
            "A real server passed its checks and is taken for up. A status stands as its number alone.",
            "UP www 10.0.0.11:80: 200; 1 of 1 passed; down for 12s; check 1.8ms; seq 1818"),
        Entry(
            FactKind.Empty,
            "EMPTY",
            LogSeverity.Alert,
            "No real server of the service is up any more; says whether a fallback answers.",
            "EMPTY www: no real server up, fallback 127.0.0.1:8080 in; seq 1822"),
        Entry(
            FactKind.Served,
            "SERVED",
            LogSeverity.Notice,
            "The service has a real server up again.",
            "SERVED www: 1 of 3 real servers up; seq 1823"),
        Entry(
            FactKind.Table,
            "TABLE",
            LogSeverity.Info,
            "Edits reached the kernel's table and were read back; the time runs from the verdict to the read-back.",
            "TABLE www: 1 edit applied in 2.3ms (delete 10.0.0.11:80); seq 1819"),
        Entry(
            FactKind.OutOfStep,
            "TABLE out of step",
            LogSeverity.Error,
            "The table could not be made what it should be, and why. It is tried again.",
            "TABLE out of step: /usr/sbin/ipvsadm: no such file; trying again; seq 1826"),
        Entry(
            FactKind.InStep,
            "TABLE in step",
            LogSeverity.Notice,
            "The table is again what it should be.",
            "TABLE in step: was not for 34s; seq 1827"),
        Entry(
            FactKind.Drift,
            "DRIFT",
            LogSeverity.Warning,
            "Somebody else changed an entry of an own service. Written when a reading has shown that it is "
            + "put back, or when it could not be.",
            "DRIFT www 10.0.0.12:80: weight 77 in the table, 5 wanted; repaired; seq 1820"),
        Entry(
            FactKind.Reload,
            "RELOAD",
            LogSeverity.Notice,
            "A configuration was taken: real servers added, removed and changed, and edits of the table.",
            "RELOAD /etc/lvsmon.conf: +1 -0 ~2 real servers, 3 edits; seq 1821"),
        Entry(
            FactKind.ReloadRefused,
            "RELOAD refused",
            LogSeverity.Error,
            "A configuration was refused whole and the running one stays; shows the first mistake.",
            "RELOAD refused: 2 errors, first lvsmon.conf:2:5: unknown directive \"schedular\"; nothing was changed; "
            + "seq 1828"),
        Entry(
            FactKind.Lag,
            "LAG",
            LogSeverity.Warning,
            "The daemon itself was late (stopped, suspended, starved), so checks in flight say nothing of their "
            + "servers.",
            "LAG 212ms: 14 checks in flight are inconclusive; seq 1824"),
        Entry(
            FactKind.Isolated,
            "ISOLATED",
            LogSeverity.Critical,
            "Most checks of several services timed out at once: the director's own network is doubted and no real "
            + "server is taken out.",
            "ISOLATED: most checks of 12 services timed out within one interval; removals held; seq 1825"),
        Entry(
            FactKind.Connected,
            "CONNECTED",
            LogSeverity.Notice,
            "The doubt of ISOLATED is over; what is down now is taken out.",
            "CONNECTED: isolation ended after 34s; 3 real servers down; removals go on; seq 1829"),
        Entry(
            FactKind.Blind,
            "BLIND",
            LogSeverity.Critical,
            "Every check of the service is inconclusive: nothing is known of its real servers, which stay as they are.",
            "BLIND www: every check is inconclusive (no descriptor); real servers stay as they are; seq 1830"),
        Entry(
            FactKind.Seeing,
            "SEEING",
            LogSeverity.Notice,
            "The checks of the service say something again.",
            "SEEING www: checks are conclusive again; blind for 34s; seq 1831"),
        Entry(
            FactKind.Inconclusive,
            "INCONCLUSIVE",
            LogSeverity.Warning,
            "Checks ended for a reason of the director's own; they count neither for nor against a real server. "
            + "Written seldom, with the number since the last such line.",
            "INCONCLUSIVE: no local port; 14 checks; seq 1832"),
        Entry(
            FactKind.Held,
            "HELD",
            LogSeverity.Warning,
            "A real server is down and stays in the table because of the service's floor.",
            "HELD www 10.0.0.11:80: down, kept in the table by floor 2; seq 1833"),
        Entry(
            FactKind.Released,
            "RELEASED",
            LogSeverity.Notice,
            "A real server is no longer held by the floor.",
            "RELEASED www 10.0.0.11:80: no longer held by the floor; seq 1834"),
        Entry(
            FactKind.Started,
            "STARTED",
            LogSeverity.Notice,
            "The first round of checks is complete.",
            "STARTED: 97 of 100 real servers up, 1 service without any; first round took 1.2s; seq 1835"),
        Entry(
            FactKind.Stopped,
            "STOPPED",
            LogSeverity.Notice,
            "The daemon ends; says whether the table stays.",
            "STOPPED: the table stays as it is; seq 1836"),
        Entry(
            FactKind.LinesLost,
            "LOST",
            LogSeverity.Warning,
            "So many lines were lost at this place because the log took none.",
            "LOST 12 lines: the log took none for 34s; seq 1837"),
        Entry(
            FactKind.Adopted,
            "ADOPTED",
            LogSeverity.Notice,
            "The table was read at start: real servers found in it keep their place until their first verdict.",
            "ADOPTED: 12 real servers found in the table, 2 entries not in the configuration; seq 1838"),
        Entry(
            FactKind.Disowned,
            "DISOWNED",
            LogSeverity.Notice,
            "A service that an earlier run owned is no longer in the configuration and was removed from the table.",
            "DISOWNED tcp 192.0.2.81:80: not in the configuration any more, removed from the table; seq 1839"),
        Entry(
            FactKind.OwnedUnsaved,
            "OWNED not saved",
            LogSeverity.Warning,
            "The file that says which services are owned could not be written. It is tried again; the table itself is "
            + "not concerned.",
            "OWNED not saved: the file of owned services cannot be written; a service taken out of the configuration "
            + "while the daemon is stopped would stay; trying again; seq 1840"),
        Entry(
            FactKind.Fight,
            "FIGHT",
            LogSeverity.Critical,
            "Somebody else changes an entry of an own service again and again: how often since the first time, what "
            + "differs, for how long it is left as it is. Then it is repaired again.",
            "FIGHT www 10.0.0.12:80: changed 4 times within 1m30s by somebody else (weight 77 in the table, 5 wanted); "
            + "left as it is for 58m30s; seq 1841"),
        Entry(
            FactKind.Disagree,
            "DISAGREE",
            LogSeverity.Warning,
            "Only with --shadow: the table and what lvsmon wants differ, and did so at a reading at least 2 s earlier. "
            + "Nothing is changed.",
            "DISAGREE www 10.0.0.12:80: weight 77 in the table, 5 wanted; seq 1842"),
        Entry(
            FactKind.Agree,
            "AGREE",
            LogSeverity.Notice,
            "Only with --shadow: the table and what lvsmon wants are equal again; the time runs from the first reading "
            + "that showed the difference.",
            "AGREE www 10.0.0.12:80: after 12s; seq 1843"),
        Entry(
            FactKind.SettingSet,
            "SYSCTL",
            LogSeverity.Notice,
            "A setting of net.ipv4.vs was 0 and was set (`manage-sysctls yes`); the value stood there when it was read "
            + "back. `as wanted`: one that could not be set before is right now.",
            "SYSCTL expire_nodest_conn: 0 found, 1 set; seq 1841"),
        Entry(
            FactKind.SettingNotSet,
            "SYSCTL not set",
            LogSeverity.Error,
            "A setting of net.ipv4.vs cannot be set (`manage-sysctls yes`), why, and what that means. It is tried "
            + "again at each reconcile and told again when the reason changes.",
            "SYSCTL not set expire_nodest_conn: it is 0 and cannot be written (not permitted); open connections to a "
            + "removed real server stay there and hang until they time out; seq 1842"),
        Entry(
            FactKind.SettingNotRead,
            "SYSCTL not read",
            LogSeverity.Warning,
            "Settings of net.ipv4.vs cannot be read (`manage-sysctls no`).",
            "SYSCTL not read: /proc/sys/net/ipv4/vs is missing, ip_vs is not in this kernel or network namespace; what "
            + "becomes of open connections is not known; seq 1843"),
        Entry(
            FactKind.Caution,
            "CAUTION",
            LogSeverity.Warning,
            "Settings of net.ipv4.vs are 0 and lvsmon may not set them (`manage-sysctls no`): what that can do to the "
            + "service's clients. Written at start and after a reload, for 16 services by name.",
            "CAUTION www: expire_nodest_conn 0: open connections to a removed real server stay there and hang until "
            + "they time out; seq 1844"),
        Entry(
            FactKind.TimeoutSet,
            "TIMEOUT",
            LogSeverity.Notice,
            "The kernel's idle timeout of all TCP or UDP sessions was set (`session-timeout`) and read back.",
            "TIMEOUT tcp: 900s found, 120s set; seq 1845"),
        Entry(
            FactKind.TimeoutNotSet,
            "TIMEOUT not set",
            LogSeverity.Error,
            "The kernel's idle timeouts cannot be set or read, and why. It is tried again at each reconcile and told "
            + "again when something about it changes.",
            "TIMEOUT not set tcp: 900s found, 120s wanted (\"Permission denied (you must be root)\"); idle sessions "
            + "are kept as long as before; seq 1846"),
        Entry(
            FactKind.NoLock,
            "NO LOCK",
            LogSeverity.Warning,
            "There is no lock file in the state directory, and why: the daemon goes on without.",
            "NO LOCK: not permitted; a second lvsmon on this table would not be noticed; seq 1847"),
        Entry(
            FactKind.Flapping,
            "FLAP",
            LogSeverity.Warning,
            "A real server goes up and down (`hold-down`): how often it went down without staying up for "
            + "`hold-down-max`, and for how long it must pass now before it is up.",
            "FLAP www 10.0.0.11:80: went down 3 times, must pass for 20s; seq 1848"),
        Entry(
            FactKind.SlowStart,
            "SLOW START",
            LogSeverity.Info,
            "A real server that comes back begins with a part of its weight (`slow-start`). The steps are edits of "
            + "the table and have no lines of their own.",
            "SLOW START www 10.0.0.11:80: 10% of its weight, all of it in 1m; seq 1849"),
        Entry(
            FactKind.Weighted,
            "WEIGHT",
            LogSeverity.Info,
            "The agent of a real server asks for another part of its weight (`check agent`); 0% is drain. Changes of "
            + "less than 5% are passed over.",
            "WEIGHT www 10.0.0.11:80: agent wants 75%, before 100%; seq 1850"),
        Entry(
            FactKind.NoControl,
            "NO CONTROL",
            LogSeverity.Warning,
            "The control socket cannot be made, and why: the daemon goes on without, `lvsmon status` does not reach "
            + "it.",
            "NO CONTROL: /run/lvsmon/control.sock: another lvsmon (pid 4711) has it; nobody can ask this daemon; "
            + "seq 1851"),
        Entry(
            FactKind.Ordered,
            "ORDER",
            LogSeverity.Notice,
            "An operator has ordered something about a real server (`lvsmon disable`, `enable`, `drain`, `weight`), "
            + "and who; or an order of before the daemon's start is taken over.",
            "ORDER www 10.0.0.11:80: draining, at most 10m, by uid 0; seq 1852"),
        Entry(
            FactKind.Drained,
            "DRAINED",
            LogSeverity.Notice,
            "A draining real server leaves the table: its connections have ended, or their time has. It stays out "
            + "until `lvsmon enable`.",
            "DRAINED www 10.0.0.11:80: no connection left after 3m20s; seq 1853"),
        Entry(
            FactKind.OrdersUnsaved,
            "ORDERS UNSAVED",
            LogSeverity.Error,
            "The operator's orders cannot be saved, and why. They hold, but a restart of the daemon forgets them; "
            + "saving is tried again with the next order and every minute.",
            "ORDERS UNSAVED: no space left; seq 1854"),
        Entry(
            FactKind.OrdersUnread,
            "ORDERS UNREAD",
            LogSeverity.Error,
            "The file of the operator's orders is not to be trusted or not whole, and why. None of its orders holds: "
            + "what was disabled is no longer.",
            "ORDERS UNREAD: is no regular file; seq 1855"),
        Entry(
            FactKind.NoSessions,
            "NO SESSIONS",
            LogSeverity.Warning,
            "The sessions cannot be counted (`session-report`), and why. It is tried again at each report and told "
            + "again when the reason changes; after four failures nothing is shown any more.",
            "NO SESSIONS: /proc/net/ip_vs: no descriptor; sessions are not counted; seq 1856"),
        Entry(
            FactKind.SessionsAgain,
            "SESSIONS",
            LogSeverity.Notice,
            "The sessions are counted again. The reports themselves have no lines: `lvsmon sessions` shows the last "
            + "one.",
            "SESSIONS: counted again, were not for 34s; seq 1857"),
        Entry(
            FactKind.NoEvents,
            "NO EVENTS",
            LogSeverity.Warning,
            "The file of events (`events`) takes no lines, and why. They are kept as far as the memory for them "
            + "reaches, and it is tried again.",
            "NO EVENTS: /var/lib/lvsmon/events.json: no space left on the device; trying again; seq 1855"),
        Entry(
            FactKind.EventsAgain,
            "EVENTS",
            LogSeverity.Notice,
            "The file of events takes lines again; says how many events it will never get.",
            "EVENTS: /var/lib/lvsmon/events.json: takes lines again after 34s; 12 events lost; seq 1856"),
        Entry(
            FactKind.NoNotices,
            "NO NOTICES",
            LogSeverity.Warning,
            "The service manager wants to be told (NOTIFY_SOCKET) and cannot be, and why: it hears neither READY nor "
            + "the watchdog's sign of life. The daemon goes on.",
            "NO NOTICES: \"vsock:2:1\" is neither a path nor an abstract name; the service manager hears nothing; "
            + "seq 1860"),
        Entry(
            FactKind.NotPinned,
            "NOT PINNED",
            LogSeverity.Warning,
            "The processor of `cpu N` could not be taken, and why: the loop goes on and runs on any that is allowed.",
            "NOT PINNED: processor 7: it is not there, or not allowed here; the loop runs on any; seq 1861"),
        Entry(
            FactKind.NotifyFailed,
            "NOTIFY FAILED",
            LogSeverity.Warning,
            "A program of `notify` ended otherwise than with exit 0, was stopped because its time was up, or could not "
            + "be started. Told once until it works again. At the daemon's end: changes that are told nobody.",
            "NOTIFY FAILED www 10.0.0.11:80: /usr/local/bin/page: exit 1; not said again until it works; seq 1862"),
        Entry(
            FactKind.NotifyBack,
            "NOTIFY",
            LogSeverity.Notice,
            "A program of `notify` that failed works again, and how many runs failed.",
            "NOTIFY www: /usr/local/bin/page works again after 34s; 12 runs failed; seq 1863"),
        Entry(
            FactKind.NoMetrics,
            "NO METRICS",
            LogSeverity.Warning,
            "There is no socket where `metrics-listen` wants it, and why: the daemon goes on without. A reload tries "
            + "again.",
            "NO METRICS: 127.0.0.1:9633: Address already in use; nobody can fetch them over HTTP; seq 1852"),
        Entry(
            FactKind.CertificateEnds,
            "CERTIFICATE",
            LogSeverity.Warning,
            "The certificate that a check was shown ends soon: less than a quarter of its time is left, and 14, 7, 3, "
            + "2 or 1 day or less. It decides nothing (that does `--expires-within`).",
            "CERTIFICATE www 10.0.0.11:80: ends in 13 days; seq 1862"),
        Entry(
            FactKind.CertificateRenewed,
            "CERTIFICATE renewed",
            LogSeverity.Notice,
            "A certificate of which that was told has been renewed.",
            "CERTIFICATE renewed www 10.0.0.11:80: ends in 89 days; seq 1863"),
    ];

    private static readonly LogEntry?[] ByKind = IndexByKind();

    /// <summary>The entry of a kind, or null when it has no line.</summary>
    public static LogEntry? Of(FactKind kind) => (int)kind < ByKind.Length ? ByKind[(int)kind] : null;

    /// <summary>The severity of a fact's line.</summary>
    public static LogSeverity SeverityOf(in Fact fact)
    {
        if (Of(fact.Kind) is not { } entry)
        {
            return LogSeverity.Info;
        }

        return entry.AlertsWhenLast && fact.C == 0 ? LogSeverity.Alert : entry.Severity;
    }

    private static LogEntry Entry(
        FactKind kind,
        string word,
        LogSeverity severity,
        string description,
        string example,
        bool alertsWhenLast = false) =>
        new(1000 + (int)kind, kind, word, severity, description, example) { AlertsWhenLast = alertsWhenLast };

    private static LogEntry?[] IndexByKind()
    {
        LogEntry?[] byKind = new LogEntry?[256];
        foreach (LogEntry entry in All)
        {
            byKind[(int)entry.Kind] = entry;
        }

        return byKind;
    }
}
