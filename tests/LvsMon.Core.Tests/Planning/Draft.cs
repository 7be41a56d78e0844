using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Core.Tests.Planning;

/// <summary>Configurations as objects, as short as a test wants them.</summary>
internal static class Draft
{
    internal static Timing Timing { get; } = new(
        IntervalUs: 10_000_000,
        FastIntervalUs: 10_000_000,
        DownIntervalUs: 10_000_000,
        ConnectTimeoutUs: 3_000_000,
        ReceiveTimeoutUs: 3_000_000,
        TimeoutUs: 5_000_000,
        Rise: 1,
        Fall: 3,
        FailAfterUs: 0);

    internal static SourceSpan Line(int line) => new(0, line, 5, 10);

    internal static Word Word(string text, int line = 1) => new(text, Line(line), Quoted: false);

    /// <summary>A check as its words, split at blanks: <c>http --text a --port 8080</c>.</summary>
    internal static CheckReference Check(string words, int line = 1)
    {
        string[] parts = words.Split(' ');
        return new CheckReference(Word(parts[0], line), [.. parts.Skip(1).Select(part => Word(part, line))]);
    }

    internal static Endpoint Endpoint(string text) => new(Address(text[..text.LastIndexOf(':')].Trim('[', ']')),
        ushort.Parse(text[(text.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture));

    internal static IpAddress Address(string text) =>
        IpAddress.TryParse(text, out IpAddress address) ? address : throw new System.ArgumentException(text);

    internal static RealServerSettings Real(string endpoint, params CheckReference[] checks) => new()
    {
        Span = Line(7),
        Endpoint = Endpoint(endpoint),
        CheckPort = Endpoint(endpoint).Port,
        Forwarding = new Forwarding(ForwardingMethod.Nat),
        Timing = Timing,
        Checks = checks,
    };

    internal static VirtualServiceSettings Service(string name, params RealServerSettings[] reals) =>
        Service(name, 80, reals);

    internal static VirtualServiceSettings Service(string name, int port, IReadOnlyList<RealServerSettings> reals) =>
        new()
        {
            Span = Line(3),
            Key = new ServiceKey(ServiceProtocol.Tcp, new Endpoint(Address("192.0.2.80"), (ushort)port), 0),
            Name = name,
            Scheduler = "wlc",
            OnFailure = [],
            Forwarding = new Forwarding(ForwardingMethod.Nat),
            Reals = reals,
        };

    internal static Configuration Configuration(params VirtualServiceSettings[] services) =>
        new(new GlobalSettings(), services, []);

    internal static IReadOnlyList<ICheckPlugin> Plugins() =>
        [new StubPlugin("tcp"), new StubPlugin("http") { BufferBytes = 4096 }, new StubPlugin("banner")];

    internal static Plan? Plan(Configuration configuration, Diagnostics diagnostics) =>
        PlanBuilder.Build(configuration, Plugins(), PlanLimits.Unlimited, diagnostics);

    /// <summary>The plan of a configuration that must be right.</summary>
    internal static Plan Plan(params VirtualServiceSettings[] services) => PlanOf(new GlobalSettings(), services);

    /// <summary>The same with settings of the daemon.</summary>
    internal static Plan PlanOf(GlobalSettings global, params VirtualServiceSettings[] services)
    {
        Diagnostics diagnostics = new();
        return Plan(new Configuration(global, services, []), diagnostics)
            ?? throw new System.InvalidOperationException(diagnostics.InFileOrder[0].Message);
    }

    /// <summary>A service of numbered real servers with one shared check.</summary>
    internal static VirtualServiceSettings Farm(string name, int port, int count, Timing? timing = null)
    {
        CheckReference shared = Check("http --text x");
        return Service(name, port, [.. Enumerable.Range(0, count).Select(i => Real(Numbered(port, i), shared) with
        {
            Timing = timing ?? Timing,
        })]);
    }

    internal static string Numbered(int port, int i) => string.Create(
        CultureInfo.InvariantCulture, $"10.{(i >> 16) & 255}.{(i >> 8) & 255}.{i & 255}:{port}");
}
