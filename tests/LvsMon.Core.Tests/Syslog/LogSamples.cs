using System;
using System.Text;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Syslog;
using LvsMon.Core.Tests.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Tests.Syslog;

/// <summary>A plan and a fact of every kind, as the examples of the catalogue show them.</summary>
internal sealed class LogSamples
{
    private const long Second = 1_000_000;

    internal LogSamples()
    {
        Text = new FactText(Plan, Details);
    }

    /// <summary>Each fact has its line.</summary>
    internal static Plan Plan { get; } = Draft.PlanOf(
        new GlobalSettings { LogBurst = 0 },
        Draft.Service("www", 80,
        [
            Draft.Real("10.0.0.11:80") with { Timing = Draft.Timing with { FailAfterUs = 300 * Second } },
            Draft.Real("10.0.0.12:80"),
            Draft.Real("10.0.0.13:80"),
        ]) with
        {
            Fallback = Draft.Endpoint("127.0.0.1:8080"),
        },
        Draft.Service("tcp 192.0.2.80:81", 81, [Draft.Real("10.0.0.11:81")]));

    internal DetailPool Details { get; } = new();

    internal FactText Text { get; }

    internal static Fact Down(long seq = 1817) => new(FactKind.Down)
    {
        Sequence = seq,
        Service = 0,
        Real = 0,
        Reason = CheckReason.ConnectRefused,
        A = 3,
        B = 3,
        C = 2,
        D = 400,
        DurationUs = ((4 * 24) + 2) * 3600 * Second,
    };

    internal static Fact Up(long seq = 1818) => new(FactKind.Up)
    {
        Sequence = seq,
        Service = 0,
        Real = 0,
        Reason = CheckReason.StatusAccepted,
        Number = 200,
        A = 1,
        B = 1,
        C = 3,
        D = 1_800,
        DurationUs = 12 * Second,
    };

    /// <summary>The fact that the catalogue's example of a kind shows.</summary>
    internal Fact Example(FactKind kind) => kind switch
    {
        FactKind.Down => Down(),
        FactKind.Up => Up(),
        FactKind.Table => Of(kind, 1819) with
        {
            A = 1,
            DurationUs = 2_300,
            Detail = Own("delete 10.0.0.11:80"),
        },
        FactKind.Drift => Of(kind, 1820) with { Real = 1, B = 1, Detail = Own("weight 77 in the table, 5 wanted") },
        FactKind.Reload => Daemon(kind, 1821) with { A = 1, B = 0, C = 2, D = 3, Detail = Own("/etc/lvsmon.conf") },
        FactKind.Empty => Of(kind, 1822) with { Real = -1 },
        FactKind.Served => Of(kind, 1823) with { Real = -1, A = 1, B = 3 },
        FactKind.Lag => Daemon(kind, 1824) with { A = 14, DurationUs = 212_000 },
        FactKind.Isolated => Daemon(kind, 1825) with { A = 12, DurationUs = 10 * Second },
        FactKind.OutOfStep => Daemon(kind, 1826) with { Detail = Own("/usr/sbin/ipvsadm: no such file") },
        FactKind.InStep => Daemon(kind, 1827) with { DurationUs = 34 * Second },
        FactKind.ReloadRefused => Daemon(kind, 1828) with
        {
            A = 2,
            Detail = Own("lvsmon.conf:2:5: unknown directive \"schedular\""),
        },
        FactKind.Connected => Daemon(kind, 1829) with { A = 3, DurationUs = 34 * Second },
        FactKind.Blind => Of(kind, 1830) with { Real = -1, Reason = CheckReason.NoDescriptor },
        FactKind.Seeing => Of(kind, 1831) with { Real = -1, DurationUs = 34 * Second },
        FactKind.Inconclusive => Of(kind, 1832) with
        { Service = -1, Real = -1, Reason = CheckReason.NoLocalPort, A = 14 },
        FactKind.Held => Of(kind, 1833) with { A = 2 },
        FactKind.Released => Of(kind, 1834),
        FactKind.Started => Daemon(kind, 1835) with { A = 97, B = 100, C = 1, DurationUs = 1_200_000 },
        FactKind.Stopped => Daemon(kind, 1836),
        FactKind.LinesLost => Daemon(kind, 1837) with { A = 12, DurationUs = 34 * Second },
        FactKind.Adopted => Daemon(kind, 1838) with { A = 12, B = 2 },
        FactKind.Disowned => Daemon(kind, 1839) with { Detail = Own("tcp 192.0.2.81:80") },
        FactKind.OwnedUnsaved => Daemon(kind, 1840),
        FactKind.Fight => Of(kind, 1841) with
        {
            Real = 1,
            A = 4,
            B = 1,
            C = 90_000,
            DurationUs = 3_510 * Second,
            Detail = Own("weight 77 in the table, 5 wanted"),
        },
        FactKind.Disagree => Of(kind, 1842) with { Real = 1, Detail = Own("weight 77 in the table, 5 wanted") },
        FactKind.Agree => Of(kind, 1843) with { Real = 1, DurationUs = 12 * Second },
        FactKind.SettingSet => Daemon(kind, 1841) with { A = 0, B = 0, C = 1 },
        FactKind.SettingNotSet => Daemon(kind, 1842) with
        {
            Detail = Own("it is 0 and cannot be written (not permitted)"),
        },
        FactKind.SettingNotRead => Daemon(kind, 1843) with { A = -1 },
        FactKind.Caution => Of(kind, 1844) with { Real = -1, A = 1 },
        FactKind.TimeoutSet => Daemon(kind, 1845) with { B = 900, C = 120 },
        FactKind.TimeoutNotSet => Daemon(kind, 1846) with
        { B = 900, C = 120, Detail = Foreign("Permission denied (you must be root)") },
        FactKind.NoLock => Daemon(kind, 1847) with { Detail = Own("not permitted") },
        FactKind.Flapping => Of(kind, 1848) with { A = 3, DurationUs = 20 * Second },
        FactKind.SlowStart => Of(kind, 1849) with { A = 10, DurationUs = 60 * Second },
        FactKind.Weighted => Of(kind, 1850) with { A = 75, B = 100 },
        _ => Outlet(kind),
    };

    /// <summary>What is told of the places where others ask and listen.</summary>
    private Fact Outlet(FactKind kind) => kind switch
    {
        FactKind.NoControl => Daemon(kind, 1851) with
        { Detail = Own("/run/lvsmon/control.sock: another lvsmon (pid 4711) has it") },
        _ => OfOperation(kind),
    };

    /// <summary>The same for operators and the service manager.</summary>
    private Fact OfOperation(FactKind kind) => kind switch
    {
        FactKind.Ordered => Of(kind, 1852) with { A = 2, B = -1, DurationUs = 600 * Second },
        FactKind.Drained => Of(kind, 1853) with { A = 3, B = -1, DurationUs = 200 * Second },
        FactKind.OrdersUnsaved => Daemon(kind, 1854) with { Detail = Own("no space left") },
        FactKind.OrdersUnread => Daemon(kind, 1855) with { Detail = Own("is no regular file") },
        FactKind.NoEvents => Daemon(kind, 1855) with
        { Detail = Own("/var/lib/lvsmon/events.json: no space left on the device") },
        FactKind.EventsAgain => Daemon(kind, 1856) with
        { A = 12, DurationUs = 34 * Second, Detail = Own("/var/lib/lvsmon/events.json") },
        FactKind.NoSessions => Daemon(kind, 1856) with { Detail = Own("no descriptor") },
        FactKind.SessionsAgain => Daemon(kind, 1857) with { DurationUs = 34 * Second },
        FactKind.NoNotices => Daemon(kind, 1860) with
        { Detail = Own("\"vsock:2:1\" is neither a path nor an abstract name") },
        FactKind.NotPinned => Daemon(kind, 1861) with
        { A = 7, Detail = Own("it is not there, or not allowed here") },
        FactKind.CertificateEnds => Of(kind, 1864) with { A = 13 },
        FactKind.CertificateRenewed => Of(kind, 1865) with { A = 89 },
        FactKind.NotifyFailed => Of(kind, 1862) with { Detail = Own("/usr/local/bin/page: exit 1") },
        FactKind.NotifyBack => Of(kind, 1863) with
        { Real = -1, A = 12, DurationUs = 34 * Second, Detail = Own("/usr/local/bin/page") },
        FactKind.NoMetrics => Daemon(kind, 1852) with { Detail = Own("127.0.0.1:9633: Address already in use") },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "has no example here"),
    };

    internal int Own(string text) => Details.Keep(Encoding.UTF8.GetBytes(text));

    internal int Foreign(string text) => Details.KeepForeign(Encoding.Latin1.GetBytes(text));

    /// <summary>The line of a fact.</summary>
    internal string Line(Fact fact)
    {
        byte[] buffer = new byte[FactText.MaxBytes];
        return Encoding.Latin1.GetString(buffer, 0, Text.Write(in fact, buffer));
    }

    private static Fact Of(FactKind kind, long seq) => new(kind) { Sequence = seq, Service = 0, Real = 0 };

    private static Fact Daemon(FactKind kind, long seq) => new(kind) { Sequence = seq };
}
