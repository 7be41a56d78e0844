namespace LvsMon.Core.Transitions;

/// <summary>What a <see cref="Fact"/> says. The lines, ids and severities stand in the syslog catalogue; values are
/// never reused.</summary>
public enum FactKind : byte
{
    /// <summary>A real server went down.</summary>
    Down = 1,

    /// <summary>A real server came up.</summary>
    Up = 2,

    /// <summary>
    /// First verdict of a real server, and it is what had been assumed: not an edge, no line; the table may rely on
    /// it from now on.
    /// A = 1 for up, 0 for down.
    /// </summary>
    Confirmed = 3,

    /// <summary>The last real server of a service went down.</summary>
    Empty = 4,

    /// <summary>A service has a real server up again. A = up, B = all.</summary>
    Served = 5,

    /// <summary>Edits reached the table and were read back. A = edits, duration = verdict to read-back; the detail
    /// names the edits (<c>delete 10.0.0.11:80</c>). Service -1: of several services.</summary>
    Table = 6,

    /// <summary>The table could not be made what it should be. The detail says why: our own words, or a program's as a
    /// foreign text.</summary>
    OutOfStep = 7,

    /// <summary>The table is again what it should be. Duration = how long it was not.</summary>
    InStep = 8,

    /// <summary>An own entry was found changed by somebody else; told when the repair was read back or could not be
    /// made.
    /// A = entries, B = 1 when it is repaired. The detail is what was found and what is wanted (<c>weight 77 in the
    /// table, 5 wanted</c>).</summary>
    Drift = 9,

    /// <summary>A configuration was taken. A = added, B = removed, C = changed real servers, D = edits or -1 when they
    /// are not known; the detail is its path.</summary>
    Reload = 10,

    /// <summary>A configuration was refused; the running one stays. A = errors; the detail is the first of
    /// them.</summary>
    ReloadRefused = 11,

    /// <summary>The loop was late. Duration = how late, A = checks that became inconclusive.</summary>
    Lag = 12,

    /// <summary>The director doubts itself. A = services struck; duration = how far back removals are taken
    /// back.</summary>
    Isolated = 13,

    /// <summary>The doubt is over. A = real servers that are down now; duration = how long it lasted.</summary>
    Connected = 14,

    /// <summary>All checks of a service are inconclusive. Reason = the last one's.</summary>
    Blind = 15,

    /// <summary>A service's checks say something again. Duration = how long they did not.</summary>
    Seeing = 16,

    /// <summary>Attempts ended without saying anything of their server. Reason; A = how many since the last such
    /// line.</summary>
    Inconclusive = 17,

    /// <summary>A real server that is down stays in the table because of the floor. A = the floor.</summary>
    Held = 18,

    /// <summary>A real server is no longer held by the floor.</summary>
    Released = 19,

    /// <summary>The first round is complete. A = up, B = all real servers, C = services without any, duration = since
    /// the start.</summary>
    Started = 20,

    /// <summary>The daemon ends. A = 0 the table stays, 1 own services were removed, 2 they could not be, 3 nothing was
    /// ever written.</summary>
    Stopped = 21,

    /// <summary>Lines were lost because the log took none. A = how many, duration = how long it took none, or -1 when
    /// it did and there were just too many.</summary>
    LinesLost = 22,

    /// <summary>The table was read at start. A = real servers adopted, B = entries of owned services not in the
    /// configuration.</summary>
    Adopted = 23,

    /// <summary>A service that an earlier run owned and the configuration no longer names was removed. The detail is
    /// its key.</summary>
    Disowned = 24,

    /// <summary>The file of owned services could not be written; it is tried again.</summary>
    OwnedUnsaved = 25,

    /// <summary>
    /// Somebody else changes an own entry again and again; it is left as it is. A = changes within the hour (255 for
    /// more), B = 1, C = milliseconds since the first of them, duration = for how long it is left; the detail is what
    /// was found and what is wanted. Service -1: B more entries, the rest is not said.
    /// </summary>
    Fight = 26,

    /// <summary>A shadow's wish and the table differ, at two readings. The detail is what was found and what is wanted.
    /// Service -1: B more entries.</summary>
    Disagree = 27,

    /// <summary>A shadow's wish and the table are equal again. Duration = since the reading that showed the difference
    /// first; the detail names what is neither a service's own record nor a real server. Service -1: B more
    /// entries.</summary>
    Agree = 28,

    /// <summary>A setting of the kernel was set and read back, or one that could not be set is right again. A = which
    /// (the number of a <c>KernelSetting</c>), B = the value found, C = the value now.</summary>
    SettingSet = 30,

    /// <summary>A setting of the kernel cannot be set. A = which, -1 for all because none is there; the detail says
    /// why.</summary>
    SettingNotSet = 31,

    /// <summary>A setting of the kernel that is not to be set cannot be read. A and detail as for
    /// <see cref="SettingNotSet"/>.</summary>
    SettingNotRead = 32,

    /// <summary>Settings of the kernel can hurt the clients of a service. A = those that do, a bit
    /// <c>1 &lt;&lt; number</c> each. Without a service: B = so many more services.</summary>
    Caution = 33,

    /// <summary>The kernel's idle timeout of a protocol was set and read back, or one that could not be set is right
    /// again. A = 0 TCP, 1 UDP; B = seconds found, C = seconds now.</summary>
    TimeoutSet = 34,

    /// <summary>The kernel's idle timeouts cannot be set. A = 0 TCP, 1 UDP, with B = seconds found and C = seconds
    /// wanted; A = -1: they cannot be read. The detail says why.</summary>
    TimeoutNotSet = 35,

    /// <summary>There is no lock against a second daemon. The detail says why.</summary>
    NoLock = 36,

    /// <summary>A real server that was up only for a short time went down again: it must pass for a time before it is
    /// up. A = how often it has gone down since it was last up for long, duration = that time.</summary>
    Flapping = 37,

    /// <summary>A real server comes back into the table with a part of its weight. A = the percentage, duration = when
    /// it has all of it.</summary>
    SlowStart = 38,

    /// <summary>A step of a slow start; it has no line. A = the percentage of the weight from now on.</summary>
    Ramped = 39,

    /// <summary>A real server's agent asks for another part of its weight. A = the percentage from now on, B = the one
    /// before.</summary>
    Weighted = 40,

    /// <summary>The control socket cannot be made; the daemon goes on without. The detail says why.</summary>
    NoControl = 41,

    /// <summary>An operator's order about a real server. A = the <see cref="OrderKind"/> from now on, B = the weight
    /// ordered instead of the configured one or -1, C = the operator's user id, -1 for one that held before the
    /// daemon's start; duration = how long its connections may take, -1 for as long as they like.</summary>
    Ordered = 42,

    /// <summary>A draining real server leaves the table. A and B as for <see cref="Ordered"/>, C = connections left,
    /// duration = how long it took.</summary>
    Drained = 43,

    /// <summary>Orders could not be saved: they hold, but not beyond the daemon's end. The detail says why.</summary>
    OrdersUnsaved = 44,

    /// <summary>The file of orders is not to be trusted, or whole: no order of it holds. The detail says
    /// why.</summary>
    OrdersUnread = 45,

    /// <summary>The file of events takes no lines; it is tried again. The detail is its path and why.</summary>
    NoEvents = 55,

    /// <summary>The file of events takes lines again. A = events that it will never get, duration = how long it took
    /// none; the detail is its path.</summary>
    EventsAgain = 56,

    /// <summary>A report on the sessions is complete; it has no line and no number. A = services counted, B = real
    /// servers counted, C = facts with its counts that follow, of the same time, duration = how long the reading took.
    /// All counts stand in <c>ISessionView</c>.</summary>
    Sessions = 50,

    /// <summary>The sessions cannot be counted. The detail says why.</summary>
    NoSessions = 51,

    /// <summary>The sessions are counted again. Duration = since they could not be.</summary>
    SessionsAgain = 52,

    /// <summary>Sessions of a service set in the report before; no line and no number. A = active, B = inactive, -1 for
    /// not known and 2^31 - 1 for more, C = services of the set that were counted, D = the set's number.</summary>
    SetSessions = 53,

    /// <summary>Sessions of a virtual service in the report before; no line and no number. A and B as for
    /// <see cref="SetSessions"/>.</summary>
    ServiceSessions = 54,

    /// <summary>Sessions of a real server in the report before; no line and no number. A and B as for
    /// <see cref="SetSessions"/>.</summary>
    RealSessions = 57,

    /// <summary>The service manager asked for notices and cannot be told any. The detail says why.</summary>
    NoNotices = 60,

    /// <summary>The loop's thread could not be bound to a processor, and runs on any. A = the processor; the detail
    /// says why.</summary>
    NotPinned = 61,

    /// <summary>A program that is told of changes failed, the first time since it did not. Real = whose change it was
    /// told of; the detail is its path and what it did. Service -1: changes that nobody is told of any more, because
    /// the daemon ends; A = how many, the detail says so.</summary>
    NotifyFailed = 62,

    /// <summary>A program that is told of changes works again. A = runs that failed, duration = since the first of
    /// them; the detail is its path.</summary>
    NotifyBack = 63,

    /// <summary>The metrics cannot be offered over HTTP; the daemon goes on without. The detail says why.</summary>
    NoMetrics = 70,

    /// <summary>The certificate of a checked server ends soon, or has ended. A = whole days left, negative behind its
    /// end, B = so many more real servers use the check.</summary>
    CertificateEnds = 71,

    /// <summary>A certificate of which that was told was renewed. A and B as there.</summary>
    CertificateRenewed = 72,
}
