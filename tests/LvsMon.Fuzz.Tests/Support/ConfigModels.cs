using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Fuzz.Tests.Support;

/// <summary>Configurations as somebody may mean them: values of every kind within the rules.</summary>
internal static class ConfigModels
{
    private const long MsUs = 1_000;

    private static readonly string[] Schedulers =
        ["rr", "wrr", "lc", "wlc", "lblc", "dh", "sed", "nq", "fo", "ovf", "twos"];

    /// <summary>Texts that a word may hold, all of which must come through.</summary>
    private static readonly Gen<string> AnyText = Gen.Frequency(
        (3, Gen.Elements("--url", "http://a/b?c=d", "200-299", "x", "--port", "443")),
        (2, Gen.Elements("", " ", "{", "}", "#", "a b", "\"", "\\", "\\n", "${A}", "$", "\t", "\n", "\u0001", "\x7F")),
        (1, Gen.Elements("é", "漢字", "😀", "\uDC80", "\uDCFF\uDC80", "é\uDCA9", "a\u00A0b", "\u202Eb")));

    private static readonly Gen<CheckReference> Check =
        from plugin in Gen.Elements("tcp", "http", "banner", "no such", "{")
        from count in Gen.Choose(0, 4)
        from options in Gen.ListOf(AnyText, count)
        select new CheckReference(WordOf(plugin), [.. options.Select(WordOf)]);

    private static readonly Gen<long> Interval = Gen.Frequency(
        (4, from ms in Gen.Choose(10, 86_400_000) select ms * MsUs),
        (2, from us in Gen.Choose(10_000, 5_000_000) select (long)us),
        (1, Gen.Elements(10_000L, 86_400_000_000L)));

    private static readonly Gen<Timing> Times =
        from interval in Interval
        from fast in Interval
        from down in Interval
        from connect in Gen.Choose(1, 3_600_000)
        from receive in Gen.Choose(1, 3_600_000)
        from timeout in Gen.Choose(1, (int)Math.Min(3_600_000, interval / MsUs * 10))
        from rise in Gen.Elements(1u, 2u, 1_000_000u)
        from fall in Gen.Elements(1u, 3u, 1_000_000u)
        from failAfter in Gen.Elements(0L, 1_000L, 300_000_000L, 366L * 86_400_000_000L)
        from stable in Gen.Elements(0L, 1_000L, 300_000_000L)
        from hold in Gen.Elements(0L, 1_000L, 10_000_000L)
        from holdMax in Gen.Elements(1_000L, 600_000_000L)
        from slow in Gen.Elements(0L, 1_000_000L, 86_400_000_000L)
        select new Timing(
            interval, fast, down, connect * MsUs, receive * MsUs, timeout * MsUs, rise, fall, failAfter)
        {
            StableForUs = stable,
            HoldDownUs = hold,
            HoldDownMaxUs = holdMax,
            SlowStartUs = slow,
        };

    private static readonly Gen<GlobalSettings> Global =
        from reconcile in Gen.Choose(1000, 86_400_000)
        from switches in Gen.Choose(0, 7)
        from most in Gen.Elements(1, 4096, 1_000_000)
        from limit in Gen.Elements(0, 1, 50, 100)
        from tcp in Gen.Elements(0, 15, 300, 3600)
        from udp in Gen.Elements(0, 15, 300, 3600)
        from control in Gen.Elements(null, "", "/run/x y#.sock")
        from events in Gen.Elements(null, "", "/run/x y#.fifo")
        from listen in Gen.Elements(null, "127.0.0.1:9633", "[::]:1")
        from members in Gen.Elements(null, "staff", "a \"b\"")
        from lookers in Gen.Elements(null, GlobalSettings.Everybody, "adm", "a b")
        from cpu in Gen.Elements<int?>(null, 0, GlobalSettings.MaxCpu)
        from report in Gen.Elements(0L, 1_000_000L, 15_000_000L, 3_600_000_000L)
        from burst in Gen.Elements(0, 1, 20, 1000)
        select new GlobalSettings
        {
            Control = control,
            ControlGroup = members,
            ControlReaders = lookers,
            Cpu = cpu,
            SessionReportUs = report,
            LogBurst = burst,
            Events = events,
            MetricsListen = listen is not null && Endpoint.TryParse(listen, out Endpoint at) ? at : null,
            ReconcileUs = reconcile * MsUs,
            ClearOnExit = (switches & 1) != 0,
            ManageSysctls = (switches & 2) != 0,
            KeepExtraReals = (switches & 4) != 0,
            MaxInFlight = most,
            ReloadLimitPercent = limit,
            SessionTimeouts = (switches & 2) != 0 ? new SessionTimeouts(tcp, udp) : default,
        };

    private static readonly Gen<IReadOnlyList<FailureRule>> Failures = Gen.Elements<IReadOnlyList<FailureRule>>(
        [],
        [new FailureRule(FailureAction.Quiesce, [])],
        [
            new FailureRule(FailureAction.Remove, []),
            new FailureRule(FailureAction.Quiesce, [WordOf("connect-timeout"), WordOf("no such")]),
        ]);

    /// <summary>Configurations, and smaller ones for each.</summary>
    internal static Arbitrary<Configuration> All { get; } = Arb.From(
        from global in Global
        from checks in Gen.ListOf(Check, 2)
        from count in Gen.Choose(1, 4)
        let named = Named(checks)
        from services in Gen.CollectToList(Enumerable.Range(0, count), number => Service(number, named))
        select new Configuration(Settled(global, services), [.. services], []) { NamedChecks = named },
        Smaller);

    private static Word WordOf(string text) => new(text, default, Quoted: false);

    private static NamedCheck[] Named(IEnumerable<CheckReference> checks) =>
        [.. checks.Select((check, i) => new NamedCheck(WordOf($"named {i}"), check))];

    // There is a timeout only for what there are services of.
    private static GlobalSettings Settled(GlobalSettings global, IEnumerable<VirtualServiceSettings> services)
    {
        ServiceProtocol[] protocols = [.. services.Select(service => service.Key.Protocol).Distinct()];
        bool hasTcp = protocols.Contains(ServiceProtocol.Tcp);
        bool hasUdp = protocols.Contains(ServiceProtocol.Udp);
        SessionTimeouts wanted = global.SessionTimeouts;
        return global with
        {
            SessionTimeouts = protocols.Contains(ServiceProtocol.FirewallMark)
                ? default
                : new SessionTimeouts(hasTcp ? wanted.TcpSeconds : 0, hasUdp ? wanted.UdpSeconds : 0),
        };
    }

    private static Gen<VirtualServiceSettings> Service(int number, NamedCheck[] named) =>
        from protocol in Gen.Elements(Enum.GetValues<ServiceProtocol>())
        from isV6 in Gen.Elements(false, true)
        let key = Key(protocol, isV6, number)
        from name in Gen.Elements(key.ToString(), $"name {number}", $"\"{number}\\", $"{number}")
        from set in Gen.Elements(null, "shop", "a set")
        from scheduler in Gen.Elements(Schedulers)
        from flags in Gen.Elements(null, "flag-1", "flag-1,flag-3")
        from persistence in PersistenceOf(isV6)
        from onePacket in Gen.Elements(false, protocol is ServiceProtocol.Udp or ServiceProtocol.FirewallMark)
        from failures in Failures
        from notify in Gen.Elements<NotifyLine[]>([], [Told(NotifyEvent.Up)], [Told(NotifyEvent.Any), Told(default)])
        from floor in Gen.Elements(default, new Floor(2, 0), new Floor(0, 50))
        from hasFallback in Gen.Elements(false, true)
        from forward in Forward
        from count in Gen.Choose(0, 3)
        from reals in Gen.CollectToList(Enumerable.Range(1, count), real => Real(key, real, named))
        select new VirtualServiceSettings
        {
            Span = default,
            Key = key,
            Name = name,
            ServiceSet = set,
            Scheduler = scheduler,
            SchedulerFlags = flags,
            Persistence = persistence,
            OnePacket = onePacket,
            OnFailure = failures,
            Notify = notify,
            Floor = hasFallback ? default : floor,
            Fallback = hasFallback ? new Endpoint(Address(isV6, 200), key.Virtual.Port) : null,
            Forwarding = forward,
            Reals = [.. reals],
        };

    private static NotifyLine Told(NotifyEvent what) =>
        new(
            what,
            new ExternalProgram($"/bin/{what}", ["two words"u8.ToArray(), new byte[] { (byte)'{', 0xFF }]),
            default);

    private static Gen<RealServerSettings> Real(ServiceKey key, int number, NamedCheck[] named) =>
        from weight in Gen.Elements(0, 1, 65_535)
        from upper in Gen.Elements(0, 1000, int.MaxValue)
        from lower in Gen.Elements(0, upper / 2, upper)
        from port in Gen.Elements<ushort>(1, 80, 65_535)
        from method in Forward
        from isUnmonitored in Gen.Elements(false, false, true)
        from times in Times
        from isAny in Gen.Elements(false, true)
        from count in Gen.Choose(0, 3)
        from own in Gen.ListOf(Gen.OneOf(Check, Gen.Elements(named).Select(check => check.Check)), count)
        let isMarked = key.Protocol == ServiceProtocol.FirewallMark
        let written = isMarked || method.Method == ForwardingMethod.Nat ? port : key.Virtual.Port
        select new RealServerSettings
        {
            Span = default,
            Endpoint = new Endpoint(Address(key.IsV6, number), isMarked ? (ushort)0 : written),
            CheckPort = written,
            Weight = weight,
            Upper = upper,
            Lower = lower,
            Forwarding = method,
            Unmonitored = isUnmonitored,
            Timing = times,
            Checks = [.. own],
            RequiresAny = isAny,
        };

    private static Gen<Forwarding> Forward { get; } = Gen.Elements(
        new Forwarding(ForwardingMethod.Nat),
        new Forwarding(ForwardingMethod.Direct),
        new Forwarding(ForwardingMethod.Tunnel),
        new Forwarding(ForwardingMethod.Tunnel, TunnelType.Gre),
        new Forwarding(ForwardingMethod.Tunnel, TunnelType.Gue, 65_535));

    private static Gen<Persistence?> PersistenceOf(bool isV6) =>
        from seconds in Gen.Elements(1, 300, 2_678_400)
        from netmask in isV6 ? Gen.Elements(1u, 64u, 128u) : Gen.Elements(0x8000_0000u, 0xFFFF_FF00u, uint.MaxValue)
        from engine in Gen.Elements(null, "sip")
        from isOn in Gen.Elements(false, true)
        select isOn ? new Persistence(seconds, netmask, engine) : null;

    private static ServiceKey Key(ServiceProtocol protocol, bool isV6, int number)
    {
        if (protocol != ServiceProtocol.FirewallMark)
        {
            return new ServiceKey(protocol, new Endpoint(Address(isV6, 100 + number), (ushort)(80 + number)), 0);
        }

        IpAddress none = isV6 ? IpAddress.FromV6(UInt128.Zero) : IpAddress.FromV4(0);
        return new ServiceKey(protocol, new Endpoint(none, 0), uint.MaxValue - (uint)number);
    }

    private static IpAddress Address(bool isV6, int number) => isV6
        ? IpAddress.FromV6(((UInt128)0x2001_0DB8 << 96) | (uint)number)
        : IpAddress.FromV4(0x0A00_0000 | (uint)number);

    private static IEnumerable<Configuration> Smaller(Configuration configuration)
    {
        foreach (VirtualServiceSettings gone in configuration.Services)
        {
            yield return With([.. configuration.Services.Where(service => service != gone)]);
            foreach (RealServerSettings real in gone.Reals)
            {
                yield return With([.. configuration.Services.Select(service => service != gone
                    ? service
                    : service with { Reals = [.. service.Reals.Where(r => r != real)] })]);
            }
        }

        Configuration With(IReadOnlyList<VirtualServiceSettings> services) => configuration with
        {
            Services = services,
            Global = Settled(configuration.Global, services),
        };
    }
}
