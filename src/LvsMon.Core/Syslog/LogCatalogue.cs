using System.Collections.Generic;
using System.Linq;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Syslog;

/// <summary>
/// All lines that lvsmon writes to the log, once. The id is 1000 and the number of the <see cref="FactKind"/>; a test
/// compares <c>docs/reference/log.md</c> with this list and the examples with <see cref="FactText"/>.
/// </summary>
public static class LogCatalogue
{
    /// <summary>About real servers, virtual services, the table and the daemon.</summary>
    private static readonly LogEntry[] Own =
    [
        LogEntry.Of(
            FactKind.Down,
            "DOWN",
            LogSeverity.Warning,
            "A real server failed its checks and is taken for down. Then: the reason of the last failure with what the "
            + "server sent, failures in a row of those needed, how long it was up, how long the check took.",
            "DOWN www 10.0.0.11:80: connect refused; 3 of 3 failed; up for 4d2h; check 0.4ms; seq 1817",
            alertsWhenLast: true),
        LogEntry.Of(
            FactKind.Up,
            "UP",
            LogSeverity.Notice,
            "A real server passed its checks and is taken for up. A status stands as its number alone.",
            "UP www 10.0.0.11:80: 200; 1 of 1 passed; down for 12s; check 1.8ms; seq 1818"),
        LogEntry.Of(
            FactKind.Empty,
            "EMPTY",
            LogSeverity.Alert,
            "No real server of the service is up any more; says whether a fallback answers.",
            "EMPTY www: no real server up, fallback 127.0.0.1:8080 in; seq 1822"),
        LogEntry.Of(
            FactKind.Served,
            "SERVED",
            LogSeverity.Notice,
            "The service has a real server up again.",
            "SERVED www: 1 of 3 real servers up; seq 1823"),
        LogEntry.Of(
            FactKind.Table,
            "TABLE",
            LogSeverity.Info,
            "Edits reached the kernel's table and were read back; the time runs from the verdict to the read-back.",
            "TABLE www: 1 edit applied in 2.3ms (delete 10.0.0.11:80); seq 1819"),
        LogEntry.Of(
            FactKind.OutOfStep,
            "TABLE out of step",
            LogSeverity.Error,
            "The table could not be made what it should be, and why. It is tried again.",
            "TABLE out of step: /usr/sbin/ipvsadm: no such file; trying again; seq 1826"),
        LogEntry.Of(
            FactKind.InStep,
            "TABLE in step",
            LogSeverity.Notice,
            "The table is again what it should be.",
            "TABLE in step: was not for 34s; seq 1827"),
        LogEntry.Of(
            FactKind.Drift,
            "DRIFT",
            LogSeverity.Warning,
            "Somebody else changed an entry of an own service. Written when a reading has shown that it is "
            + "put back, or when it could not be.",
            "DRIFT www 10.0.0.12:80: weight 77 in the table, 5 wanted; repaired; seq 1820"),
        LogEntry.Of(
            FactKind.Reload,
            "RELOAD",
            LogSeverity.Notice,
            "A configuration was taken: real servers added, removed and changed, and edits of the table.",
            "RELOAD /etc/lvsmon.conf: +1 -0 ~2 real servers, 3 edits; seq 1821"),
        LogEntry.Of(
            FactKind.ReloadRefused,
            "RELOAD refused",
            LogSeverity.Error,
            "A configuration was refused whole and the running one stays; shows the first mistake.",
            "RELOAD refused: 2 errors, first lvsmon.conf:2:5: unknown directive \"schedular\"; nothing was changed; "
            + "seq 1828"),
        LogEntry.Of(
            FactKind.Lag,
            "LAG",
            LogSeverity.Warning,
            "The daemon itself was late (stopped, suspended, starved), so checks in flight say nothing of their "
            + "servers.",
            "LAG 212ms: 14 checks in flight are inconclusive; seq 1824"),
        LogEntry.Of(
            FactKind.Isolated,
            "ISOLATED",
            LogSeverity.Critical,
            "Most checks of several services timed out at once: the director's own network is doubted and no real "
            + "server is taken out.",
            "ISOLATED: most checks of 12 services timed out within one interval; removals held; seq 1825"),
        LogEntry.Of(
            FactKind.Connected,
            "CONNECTED",
            LogSeverity.Notice,
            "The doubt of ISOLATED is over; what is down now is taken out.",
            "CONNECTED: isolation ended after 34s; 3 real servers down; removals go on; seq 1829"),
        LogEntry.Of(
            FactKind.Blind,
            "BLIND",
            LogSeverity.Critical,
            "Every check of the service is inconclusive: nothing is known of its real servers, which stay as they are.",
            "BLIND www: every check is inconclusive (no descriptor); real servers stay as they are; seq 1830"),
        LogEntry.Of(
            FactKind.Seeing,
            "SEEING",
            LogSeverity.Notice,
            "The checks of the service say something again.",
            "SEEING www: checks are conclusive again; blind for 34s; seq 1831"),
        LogEntry.Of(
            FactKind.Inconclusive,
            "INCONCLUSIVE",
            LogSeverity.Warning,
            "Checks ended for a reason of the director's own; they count neither for nor against a real server. "
            + "Written seldom, with the number since the last such line.",
            "INCONCLUSIVE: no local port; 14 checks; seq 1832"),
        LogEntry.Of(
            FactKind.Held,
            "HELD",
            LogSeverity.Warning,
            "A real server is down and stays in the table because of the service's floor.",
            "HELD www 10.0.0.11:80: down, kept in the table by floor 2; seq 1833"),
        LogEntry.Of(
            FactKind.Released,
            "RELEASED",
            LogSeverity.Notice,
            "A real server is no longer held by the floor.",
            "RELEASED www 10.0.0.11:80: no longer held by the floor; seq 1834"),
        LogEntry.Of(
            FactKind.Started,
            "STARTED",
            LogSeverity.Notice,
            "The first round of checks is complete.",
            "STARTED: 97 of 100 real servers up, 1 service without any; first round took 1.2s; seq 1835"),
        LogEntry.Of(
            FactKind.Stopped,
            "STOPPED",
            LogSeverity.Notice,
            "The daemon ends; says whether the table stays.",
            "STOPPED: the table stays as it is; seq 1836"),
        LogEntry.Of(
            FactKind.LinesLost,
            "LOST",
            LogSeverity.Warning,
            "So many lines were lost at this place because the log took none.",
            "LOST 12 lines: the log took none for 34s; seq 1837"),
        LogEntry.Of(
            FactKind.Adopted,
            "ADOPTED",
            LogSeverity.Notice,
            "The table was read at start: real servers found in it keep their place until their first verdict.",
            "ADOPTED: 12 real servers found in the table, 2 entries not in the configuration; seq 1838"),
        LogEntry.Of(
            FactKind.Disowned,
            "DISOWNED",
            LogSeverity.Notice,
            "A service that an earlier run owned is no longer in the configuration and was removed from the table.",
            "DISOWNED tcp 192.0.2.81:80: not in the configuration any more, removed from the table; seq 1839"),
        LogEntry.Of(
            FactKind.OwnedUnsaved,
            "OWNED not saved",
            LogSeverity.Warning,
            "The file that says which services are owned could not be written. It is tried again; the table itself is "
            + "not concerned.",
            "OWNED not saved: the file of owned services cannot be written; a service taken out of the configuration "
            + "while the daemon is stopped would stay; trying again; seq 1840"),
        LogEntry.Of(
            FactKind.Fight,
            "FIGHT",
            LogSeverity.Critical,
            "Somebody else changes an entry of an own service again and again: how often since the first time, what "
            + "differs, for how long it is left as it is. Then it is repaired again.",
            "FIGHT www 10.0.0.12:80: changed 4 times within 1m30s by somebody else (weight 77 in the table, 5 wanted); "
            + "left as it is for 58m30s; seq 1841"),
        LogEntry.Of(
            FactKind.Disagree,
            "DISAGREE",
            LogSeverity.Warning,
            "Only with --shadow: the table and what lvsmon wants differ, and did so at a reading at least 2 s earlier. "
            + "Nothing is changed.",
            "DISAGREE www 10.0.0.12:80: weight 77 in the table, 5 wanted; seq 1842"),
        LogEntry.Of(
            FactKind.Agree,
            "AGREE",
            LogSeverity.Notice,
            "Only with --shadow: the table and what lvsmon wants are equal again; the time runs from the first reading "
            + "that showed the difference.",
            "AGREE www 10.0.0.12:80: after 12s; seq 1843"),
        LogEntry.Of(
            FactKind.Flapping,
            "FLAP",
            LogSeverity.Warning,
            "A real server goes up and down (`hold-down`): how often it went down without staying up for "
            + "`hold-down-max`, and for how long it must pass now before it is up.",
            "FLAP www 10.0.0.11:80: went down 3 times, must pass for 20s; seq 1848"),
        LogEntry.Of(
            FactKind.SlowStart,
            "SLOW START",
            LogSeverity.Info,
            "A real server that comes back begins with a part of its weight (`slow-start`). The steps are edits of "
            + "the table and have no lines of their own.",
            "SLOW START www 10.0.0.11:80: 10% of its weight, all of it in 1m; seq 1849"),
        LogEntry.Of(
            FactKind.Weighted,
            "WEIGHT",
            LogSeverity.Info,
            "The agent of a real server asks for another part of its weight (`check agent`); 0% is drain. Changes of "
            + "less than 5% are passed over.",
            "WEIGHT www 10.0.0.11:80: agent wants 75%, before 100%; seq 1850"),
        LogEntry.Of(
            FactKind.Ordered,
            "ORDER",
            LogSeverity.Notice,
            "An operator has ordered something about a real server (`lvsmon disable`, `enable`, `drain`, `weight`), "
            + "and who; or an order of before the daemon's start is taken over.",
            "ORDER www 10.0.0.11:80: draining, at most 10m, by uid 0; seq 1852"),
        LogEntry.Of(
            FactKind.Drained,
            "DRAINED",
            LogSeverity.Notice,
            "A draining real server leaves the table: its connections have ended, or their time has. It stays out "
            + "until `lvsmon enable`.",
            "DRAINED www 10.0.0.11:80: no connection left after 3m20s; seq 1853"),
        LogEntry.Of(
            FactKind.OrdersUnsaved,
            "ORDERS UNSAVED",
            LogSeverity.Error,
            "The operator's orders cannot be saved, and why. They hold, but a restart of the daemon forgets them; "
            + "saving is tried again with the next order and every minute.",
            "ORDERS UNSAVED: no space left; seq 1854"),
        LogEntry.Of(
            FactKind.OrdersUnread,
            "ORDERS UNREAD",
            LogSeverity.Error,
            "The file of the operator's orders is not to be trusted or not whole, and why. None of its orders holds: "
            + "what was disabled is no longer.",
            "ORDERS UNREAD: is no regular file; seq 1855"),
        LogEntry.Of(
            FactKind.CertificateEnds,
            "CERTIFICATE",
            LogSeverity.Warning,
            "The certificate that a check was shown ends soon: less than a quarter of its time is left, and 14, 7, 3, "
            + "2 or 1 day or less. It decides nothing (that does `--expires-within`).",
            "CERTIFICATE www 10.0.0.11:80: ends in 13 days; seq 1864"),
        LogEntry.Of(
            FactKind.CertificateRenewed,
            "CERTIFICATE renewed",
            LogSeverity.Notice,
            "A certificate of which that was told has been renewed.",
            "CERTIFICATE renewed www 10.0.0.11:80: ends in 89 days; seq 1865"),
    ];

    /// <summary>The kinds of lines by rising id. <see cref="FactKind.Confirmed"/>, <see cref="FactKind.Ramped"/> and
    /// <see cref="FactKind.Sessions"/> have none, nor have the numbers that follow the last.</summary>
    public static IReadOnlyList<LogEntry> All { get; } =
        [.. Own.Concat(DirectorEntries.All).OrderBy(entry => entry.Id)];

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
