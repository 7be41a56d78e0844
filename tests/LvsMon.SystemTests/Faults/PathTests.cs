using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Servers;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Faults;

/// <summary>
/// What stands between director and real servers: who refuses is heard, and what our own kernel says is no verdict.
/// </summary>
public sealed class PathTests
{
    private const int Port = 80;

    /// <summary>Address, rule that answers there, and the reason of the failure.</summary>
    private static readonly (string Address, string Rule, string Reason)[] Refusals =
    [
        ("127.0.9.1", "reject with tcp reset", "connect refused"),
        ("127.0.9.2", "reject with icmp port-unreachable", "connect refused"),
        ("127.0.9.3", "reject with icmp host-unreachable", "connect unreachable"),
        ("127.0.9.4", "reject with icmp net-unreachable", "connect unreachable"),
        ("127.0.9.5", "reject with icmp admin-prohibited", "connect unreachable"),
        ("127.0.9.6", "drop", "connect timeout"),
    ];

    /// <summary>Address and kind of its route; the last has none.</summary>
    private static readonly (string Address, string Route)[] Routes =
    [
        ("10.99.0.1", "unreachable"), ("10.99.0.2", "prohibit"), ("10.99.0.3", "blackhole"), ("10.99.0.4", ""),
    ];

    [SystemFact(Needs.Root, Needs.Namespaces, "ip", "nft", "nsenter")]
    public void Check_RefusedOnTheWay_FailsAndOwnRoutesAreInconclusive()
    {
        using NetworkNamespace space = new();
        using Director director = new(space);
        space.Filter(director.Folder, "table ip t { chain c { type filter hook input priority 0;\n"
            + string.Concat(Refusals.Select(r => $"ip daddr {r.Address} tcp dport {Port} {r.Rule}\n")) + "}\n}");
        foreach ((string address, string route) in Routes.Where(r => r.Route.Length > 0))
        {
            space.Do($"ip route add {route} {address}");
        }

        // One service of all who refuse: silence in several at once would be doubted as our own (ISOLATED).
        string refused = "-A -t 192.0.2.80:80 -s wlc";
        string[] refusing = [.. Refusals.Select(r => $"-a -t 192.0.2.80:80 -r {r.Address}:{Port} -m -w 1")];
        string[] routed = [.. Routes.SelectMany(Entries)];
        director.Table.Table = [refused, .. refusing, .. routed];
        director.Configure("defaults {\n interval 500ms\n connect-timeout 400ms\n fall 2\n}\n"
            + $"virtual tcp 192.0.2.80:80 {{\n name refused\n"
            + string.Concat(Refusals.Select(r => $" real {r.Address}:{Port}\n")) + "}\n"
            + string.Concat(
                Routes.Select((r, i) => $"virtual tcp 192.0.2.81:{i + 1} {{\n real {r.Address}:{Port}\n}}\n")));

        director.Start();

        Wait.Until(
            () => director.Journal.All("DOWN*").Count == Refusals.Length
                && director.Journal.All("BLIND*").Count == Routes.Length,
            () => $"each is told\n{director.Journal}{director.Daemon.Errors}");
        Wait.For(TimeSpan.FromSeconds(1));
        foreach ((string address, _, string reason) in Refusals)
        {
            director.Journal.All($"DOWN refused {address}:{Port}: {reason}; 2 of 2 failed; *").Should().ContainSingle();
        }

        director.Journal.All("BLIND *: every check is inconclusive (no route); real servers stay as they are").Should()
            .HaveCount(Routes.Length);
        director.Journal.All("DOWN*").Should().HaveCount(Refusals.Length);
        director.ShouldHaveTable([refused, .. routed]);
    }

    /// <summary>Two packets of three are lost, never three in a row; then all.</summary>
    [SystemFact(Needs.Root, Needs.Namespaces, "ip", "nft", "nginx", "ss", "nsenter")]
    public void Check_PacketsLost_FailsOnlyWhenFallIsReached()
    {
        using NetworkNamespace space = new();
        using Director director = new(space);
        using NginxServer server = new(director.Folder, "nginx", "127.0.1.10", space);
        server.Start();
        director.Configure($$"""
            defaults {
                interval        200ms
                connect-timeout 150ms
                fall            3
                check           http --url http://www.example.com/health
            }
            virtual tcp 192.0.2.80:80 {
                name www
                real {{server.Endpoint}}
            }

            """);
        director.Start();
        director.ShouldHaveTable(
            "-A -t 192.0.2.80:80 -s wlc", $"-a -t 192.0.2.80:80 -r {server.Endpoint} -m -w 1");
        director.PassStart();

        Lose(space, director, server, "numgen inc mod 3 < 2 counter drop");
        Wait.For(TimeSpan.FromSeconds(3));
        director.Journal.Unread.Should().BeEmpty("a connection of three comes through");
        Lose(space, director, server, "counter drop");

        director.Journal.ShouldSay(
            $"DOWN www {server.Endpoint}: connect timeout; 3 of 3 failed; up for *; check 15*ms",
            "EMPTY www: no real server up", "TABLE www: 1 edit*");
        space.Filter(director.Folder, string.Empty);
        director.Journal.ShouldSay(
            $"UP www {server.Endpoint}: 200; 1 of 1 passed*", "SERVED www*", "TABLE www: 1 edit*");
    }

    private static void Lose(NetworkNamespace space, Director director, NginxServer server, string rule) =>
        space.Filter(director.Folder, "table ip t { chain c { type filter hook input priority 0;\n"
        + $"ip daddr {server.Address} tcp dport {server.Port} tcp flags & (syn|ack) == syn {rule}\n}}\n}}");

    private static IEnumerable<string> Entries((string Address, string Route) route, int number) =>
    [
        $"-A -t 192.0.2.81:{number + 1} -s wlc",
        $"-a -t 192.0.2.81:{number + 1} -r {route.Address}:{Port} -m -w 1",
    ];
}
