using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;

namespace LvsMon.Fuzz.Targets;

/// <summary>The kernel's list of services and sessions, <c>/proc/net/ip_vs</c>.</summary>
internal sealed class SessionTarget : IFuzzTarget
{
    private const string Services = """
        virtual tcp 10.0.0.1:80 {
            real 10.1.0.1:8080
            real 10.1.0.2:8080
            fallback 10.1.0.9:8080
        }
        virtual udp 10.0.0.1:53 {
            service-set shop
            real 10.1.0.1:8080
        }
        virtual sctp 10.0.0.1:5000 {
            service-set shop
            real 10.1.0.6:5000
        }
        virtual tcp [2001:db8::1]:80 {
            real [2001:db8::2]:8080
        }
        virtual fwmark 7 {
            forward direct
            real 10.1.0.5:80
        }
        virtual fwmark 7 ipv6 {
            forward direct
            real [2001:db8::5]:80
        }
        virtual fwmark 3000000000 {
            forward direct
            real 10.1.0.5:80
        }

        """;

    private const string Head = "IP Virtual Server version 1.2.1 (size=4096)\n"
        + "Prot LocalAddress:Port Scheduler Flags\n"
        + "  -> RemoteAddress:Port Forward Weight ActiveConn InActConn\n";

    private readonly Plan _plan = OnePlan.Make(Services);
    private readonly SessionLayout _layout;
    private readonly SessionSnapshot[] _snapshots;
    private readonly SessionReader _reader;

    internal SessionTarget()
    {
        _layout = new SessionLayout(_plan);
        _snapshots = [new(_layout), new(_layout), new(_layout)];
        _reader = new SessionReader(_layout, _snapshots[0]);
    }

    /// <inheritdoc/>
    public string Name => "sessions";

    /// <inheritdoc/>
    public IReadOnlyList<string> Scopes { get; } =
    [
        "LvsMon.Core.Sessions.SessionReader", "LvsMon.Core.Sessions.MarkedService",
        "LvsMon.Core.Sessions.ListedEndpoint", "LvsMon.Core.Sessions.SessionSnapshot",
        "LvsMon.Core.Sessions.SessionLayout", "LvsMon.Core.Values.LineCutter", "LvsMon.Core.Values.LineWords",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Words { get; } =
    [
        Head, "TCP  ", "UDP  ", "SCTP  ", "FWM  ", "IP_132 ", "  -> ", "->", "0A000001:0050", "0A000001:0035",
        "0A000001:1388", "0A010001:1F90", "0A010002:1F90", "0A010005:0000", "0A010009:1F90", "00000007", "B2D05E00",
        "[2001:0db8:0000:0000:0000:0000:0000:0001]:0050", "[2001:0db8:0000:0000:0000:0000:0000:0002]:1F90",
        "[2001:0db8:0000:0000:0000:0000:0000:0005]:0000", " Masq ", " Route ", " 1 ", " 0 ", "2147483647",
        "2147483648", "-1", " rr  \n", " persistent 90000 FFFFFFFF", "\n", "\t", "\r", ":", "[", "]", "\0",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Seeds { get; } =
    [
        Head
            + "TCP  0A000001:0050 wrr  \n"
            + "  -> 0A010001:1F90      Masq    5      20         300       \n"
            + "  -> 0A010002:1F90      Masq    0      3          1         \n"
            + "  -> 0A010009:1F90      Masq    1      7          7         \n"
            + "UDP  0A000001:0035 rr ops  \n"
            + "  -> 0A010001:1F90      Tunnel  1      0          7         \n"
            + "SCTP  0A000001:1388 rr  \n",
        Head
            + "TCP  [2001:0db8:0000:0000:0000:0000:0000:0001]:0050 lc \n"
            + "  -> [2001:0db8:0000:0000:0000:0000:0000:0002]:1F90      Masq    1      9          8         \n"
            + "FWM  00000007 sh \n"
            + "  -> 0A010005:0000      Route   2      4          5         \n"
            + "FWM  00000007 rr \n"
            + "  -> [2001:0db8:0000:0000:0000:0000:0000:0005]:0000      Route   2      1          2         \n"
            + "FWM  B2D05E00 mh \n",
        Head + "FWM  00000007 sh \nFWM  00000007 sh \n  -> 0A010005:0000      Route   2      4          5         \n",
    ];

    /// <inheritdoc/>
    public int MaxLength => 5000;

    /// <inheritdoc/>
    public long Steps(int length) => 100_000 + (2_000L * length);

    /// <inheritdoc/>
    public void Try(ReadOnlySpan<byte> input)
    {
        SessionSnapshot whole = Read(0, input, Math.Max(1, input.Length));
        long before = GC.GetAllocatedBytesForCurrentThread();
        SessionSnapshot bytes = Read(1, input, 1);
        SessionSnapshot pieces = Read(2, input, 1 + (Cuts.Of(input) % 99));
        if (GC.GetAllocatedBytesForCurrentThread() != before)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            Read(1, input, 1);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            PromiseBroken.Unless(allocated == 0, "no-allocation", $"{allocated} bytes");
        }

        string text = Encoding.Latin1.GetString(input);
        string found = Shown(whole);
        bool isOne = found == Shown(bytes) && found == Shown(pieces);
        PromiseBroken.Unless(isOne, "one-reading", "other pieces, other counts");
        bool isComplete = text.Length == 0 || text.EndsWith('\n');
        PromiseBroken.Unless(_reader.IsComplete == isComplete, "complete", $"{_reader.IsComplete}");
        CheckSums(whole);
        SessionReference reference = new(text, _plan);
        PromiseBroken.Unless(_reader.IsList == reference.IsList, "the-list", $"{_reader.IsList}");
        for (int service = 0; reference.IsList && service < _plan.Services.Length; service++)
        {
            if (reference.Expected(service) is { } expected)
            {
                SessionCount count = whole.OfService(service);
                PromiseBroken.Unless(
                    count == expected, "right-counts", $"{_plan.Services[service].Key}: {count}, not {expected}");
            }
        }
    }

    private SessionSnapshot Read(int number, ReadOnlySpan<byte> input, int piece)
    {
        SessionSnapshot snapshot = _snapshots[number];
        _reader.Begin(snapshot);
        for (int at = 0; at < input.Length; at += piece)
        {
            _reader.Take(input.Slice(at, Math.Min(piece, input.Length - at)));
        }

        _reader.End();
        return snapshot;
    }

    /// <summary>What is said of a service is the sum of what is said of its parts.</summary>
    private void CheckSums(SessionSnapshot found)
    {
        SessionCount shop = default;
        for (int service = 0; service < _plan.Services.Length; service++)
        {
            SessionCount all = found.OfService(service);
            SessionCount parts = found.Elsewhere(service);
            for (int real = 0; real < _plan.Reals.Length; real++)
            {
                SessionCount one = found.OfReal(real);
                bool isHere = _plan.Reals[real].Service == service;
                PromiseBroken.Unless(!isHere || all.IsKnown || !one.IsKnown, "half-a-service", $"{service}");
                parts = isHere && one.IsKnown ? parts + one : parts;
            }

            PromiseBroken.Unless(all == parts, "one-sum", $"{service}: {all}, its parts {parts}");
            shop = _layout.Sets.Of(service) == 0 && all.IsKnown ? shop + all : shop;
        }

        SessionCount set = found.OfSet(0, out int counted);
        PromiseBroken.Unless(counted == 0 ? !set.IsKnown : set == shop, "one-sum", $"the set: {set}, its parts {shop}");
    }

    private string Shown(SessionSnapshot found) => string.Join(' ', Enumerable.Range(0, _plan.Reals.Length)
        .Select(found.OfReal)
        .Concat(Enumerable.Range(0, _plan.Services.Length).Select(found.OfService))
        .Select(count => $"{count.Active},{count.Inactive}"));
}
