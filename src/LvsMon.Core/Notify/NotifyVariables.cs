using System.Collections.Generic;

namespace LvsMon.Core.Notify;

/// <summary>The variables that <c>NotifyText</c> writes, once and in its order; a test compares
/// <c>docs/reference/notify.md</c> with them, another what a program gets.</summary>
public static class NotifyVariables
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<NotifyVariable> All { get; } =
    [
        new("PATH", "Always `/usr/sbin:/usr/bin:/sbin:/bin`."),
        new("LANG", "Always `C`."),
        new("LC_ALL", "Always `C`."),
        new("LVSMON_EVENT", "`up` or `down`: the state of the real server."),
        new("LVSMON_SERVICE", "The name of the virtual service."),
        new("LVSMON_KEY", "What identifies it: `tcp 192.0.2.80:80`, `fwmark 7`."),
        new("LVSMON_SET", "Its `service-set`; empty without one."),
        new("LVSMON_REAL", "Address and port of the real server: `10.0.0.11:80`, `[2001:db8::11]:80`."),
        new("LVSMON_REASON", "Why, in the words of the log, without what the server sent: `connect refused`."),
        new("LVSMON_UP",
            "Real servers of the service that are up and carry traffic, at the program's start: no standby, none that "
            + "an agent or an operator has taken out."),
        new("LVSMON_CARRYING",
            "Real servers of the service that carry traffic when they are up, at the program's start."),
        new("LVSMON_SEQ", "The number of the fact: that of the line in the log and of the event."),
        new("LVSMON_TIME", "When it happened, local time with offset, ISO 8601: `2026-10-07T22:14:15+02:00`."),
        new("LVSMON_SKIPPED",
            "Changes of this real server that this line should have been told since its run before, and was not "
            + "because newer ones took their place; 0 when there are none."),
    ];
}
