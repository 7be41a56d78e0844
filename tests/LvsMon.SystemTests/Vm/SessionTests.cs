using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>The reports on sessions (Equilibrium's aging manager) beside what the kernel itself says.</summary>
public abstract class SessionTests(Guest guest) : VmTests(guest)
{
    [VmFact]
    public void Sessions_FiftyOpenedTwentyClosed_AreThoseOfTheKernel() => Play(2, scene =>
    {
        Start(scene, "persistence 300s");
        HeldClients stay = new(scene, count: 30, busy: 0);
        HeldClients go = new(scene, count: 20, busy: 0, firstPort: 6000);
        int other = scene.LaunchOnClient($"vm-peer hold 192.0.2.80:8080 5 0 7000 {scene.Folder}/other", "client");
        UntilCounted(scene, "www", 50, 0);
        UntilCounted(scene, "alt", 5, 0);
        go.Kill();
        UntilCounted(scene, "www", 30, 20);
        stay.Flows.Should().HaveCount(30);

        // The rows of the connections: one client, so persistence keeps one template for each service.
        string[][] rows = [.. Scene.Lines(scene.OnDirector("cat /proc/net/ip_vs_conn")).Skip(1)
            .Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        rows.Count(row => row[2] == "0000").Should().Be(1, "a template has no port of the client");
        rows.Count(row => row[2] != "0000" && row[4] == "0050").Should().Be(50);
        rows.Count(row => row[2] != "0000" && row[4] == "0050" && row[7] == "ESTABLISHED").Should().Be(30);

        List<JsonElement> report = Report(scene, "sessions --json");
        IReadOnlyList<(long, long)> listed = [.. Scene.Lines(scene.OnDirector("ipvsadm -L -n"))
            .Where(row => row.StartsWith("  -> 10.", StringComparison.Ordinal)).Select(Listed).Order()];
        Of(report, "real-sessions").Order().Should().Equal(listed, "ipvsadm counts alike");
        Of(report, "set-sessions").Should().Equal((35, 20));
        report.Where(d => Type(d) == "service-sessions").Sum(d => d.GetProperty("total").GetInt64()).Should().Be(
            Of(report, "real-sessions").Sum(count => count.Active + count.Inactive), "one reading, one sum");
        scene.Daemon.Ask("status www").Should().MatchRegex(@"  50 sessions \(\S+ ago\)\n");
        scene.Daemon.Ask("sessions shop").Should().MatchRegex(@"(?m)^set shop +35 +20 +55$");

        Scene.Until(
            () => NumbersTold(scene).SequenceEqual(report.Where(HasNumbers).Select(Named).Order()),
            () => $"the events tell the same numbers, not\n{string.Join('\n', NumbersTold(scene))}");

        scene.Run($"kill -9 {other}");
        UntilCounted(scene, "alt", 0, 5);
        UntilCounted(scene, "www", 30, 20);
        scene.Daemon.Said("*SESSIONS*").Should().BeEmpty("a report is no line of the log");
    });

    [VmFact]
    public void Sessions_NewIdleConnectionEachSecond_LevelOutAtTheTimeout() => Play(2, scene =>
    {
        const int Short = 5;
        const int Long = 15;
        Start(scene);
        scene.OnDirector($"ipvsadm --set {Short} 0 0");
        scene.Write("load", $"""
            port=5000
            while :; do
                vm-peer hold 192.0.2.80:80 1 0 $port {scene.Folder}/idle &
                port=$((port + 1))
                sleep 1
            done
            """);
        scene.LaunchOnClient($"sh {scene.Folder}/load", "client");
        Wait.For(TimeSpan.FromSeconds(2 * Short));
        double before = Level(scene);
        scene.OnDirector($"ipvsadm --set {Long} 0 0");
        Wait.For(TimeSpan.FromSeconds(Long + Short));
        double after = Level(scene);

        before.Should().BeInRange(Short - 2, Short + 2);
        after.Should().BeInRange(Long - 4, Long + 3);
        (after / before).Should().BeInRange(2, 4.5, $"the timeout is three times as long: {before}, {after}");
    });

    [VmFact]
    public void Sessions_OfUdpAndIpv6AndAMark_AreCounted() => Play(2, scene =>
    {
        scene.ServeAll();
        scene.Configure("""
            global {
                session-report 1s
            }
            virtual udp 192.0.2.80:53 {
                name dns
                real 10.2.1.2:53 unmonitored
            }
            virtual tcp [2001:db8::80]:80 {
                name six
                real [2001:db8:2:1::2]:80 unmonitored
            }
            virtual fwmark 7 {
                name four-marked
                forward direct
                real 10.2.2.2 unmonitored
            }
            virtual fwmark 7 ipv6 {
                name six-marked
                forward direct
                real [2001:db8:2:2::2] unmonitored
            }
            """);
        scene.Daemon.StartAndSettle();
        UntilCounted(scene, "dns", 0, 0);
        UntilCounted(scene, "six", 0, 0);
        UntilCounted(scene, "four-marked", 0, 0);
        UntilCounted(scene, "six-marked", 0, 0);
        scene.OnClient("vm-peer udp 192.0.2.80:53 1 1");
        UntilCounted(scene, "dns", 0, 1);

        // Refused: the kernel keeps it for 10 s all the same.
        scene.OnClient("vm-peer once [2001:db8::80]:80 4000 || true");
        Scene.Until(() => Total(scene, "six") == 1, () => $"six has one session, not {Total(scene, "six")}");
        Total(scene, "four-marked").Should().Be(0, "nobody has marked a packet");
    });

    private static void Start(Scene scene, string more = "")
    {
        scene.ServeAll();
        scene.Configure($$"""
            global {
                session-report 1s
            }
            virtual tcp 192.0.2.80:80 {
                name www
                service-set shop
                scheduler rr
                {{more}}
                real 10.2.1.2:80
                real 10.2.2.2:80
            }
            virtual tcp 192.0.2.80:8080 {
                name alt
                service-set shop
                scheduler rr
                real 10.2.1.2:80
                real 10.2.2.2:80
            }
            """);
        scene.Daemon.StartAndSettle();
        UntilCounted(scene, "www", 0, 0);
        UntilCounted(scene, "alt", 0, 0);
    }

    /// <summary>The mean of some reports.</summary>
    private static double Level(Scene scene)
    {
        List<long> totals = [];
        for (int i = 0; i < 4; i++)
        {
            Wait.For(TimeSpan.FromSeconds(1));
            totals.Add(Total(scene, "www"));
        }

        return totals.Average();
    }

    private static long Total(Scene scene, string service)
    {
        (long active, long inactive) = Of(Report(scene, $"sessions {service} --json"), "service-sessions").Single();
        return active + inactive;
    }

    private static void UntilCounted(Scene scene, string service, long active, long inactive)
    {
        (long, long) found = (-1, -1);
        Scene.Until(
            () => (found = Of(Report(scene, $"sessions {service} --json"), "service-sessions").Single())
                == (active, inactive),
            () => $"{service} has {active} active and {inactive} inactive sessions, not {found}");
    }

    private static List<JsonElement> Report(Scene scene, string command) =>
        [.. Scene.Lines(scene.Daemon.Ask(command)).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>The numbers of one report that the stream of events told last, with whose they are.</summary>
    private static IReadOnlyList<string> NumbersTold(Scene scene)
    {
        List<JsonElement> events = Report(scene, "events --json --since 0");
        int last = events.FindLastIndex(d => Kind(d) == "session-report");
        int before = last < 0 ? -1 : events.FindLastIndex(last - 1, d => Kind(d) == "session-report");
        return before < 0 ? [] : [.. events[before..last].Where(HasNumbers).Select(Named).Order()];
    }

    /// <summary>What an event tells, or what a document of a report is.</summary>
    private static string? Kind(JsonElement document) =>
        Type(document) == "event" ? document.GetProperty("event").GetString() : Type(document);

    private static bool HasNumbers(JsonElement document) =>
        Kind(document) is "set-sessions" or "service-sessions" or "real-sessions";

    private static string Named(JsonElement document)
    {
        string[] members = Kind(document) switch
        {
            "set-sessions" => ["set"],
            "service-sessions" => ["service"],
            _ => ["service", "real"],
        };
        string whose = string.Join(' ', members.Select(member => document.GetProperty(member).GetString()));
        return $"{Kind(document)} {whose}: {Number(document, "active")} {Number(document, "inactive")}";
    }

    private static IEnumerable<(long Active, long Inactive)> Of(List<JsonElement> report, string type) =>
        report.Where(d => Type(d) == type).Select(d => (Number(d, "active"), Number(d, "inactive")));

    private static string? Type(JsonElement document) => document.GetProperty("type").GetString();

    private static long Number(JsonElement document, string member) =>
        document.GetProperty(member) is { ValueKind: JsonValueKind.Number } value ? value.GetInt64() : -1;

    /// <summary>ActiveConn and InActConn of a row.</summary>
    private static (long Active, long Inactive) Listed(string row)
    {
        string[] columns = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (
            long.Parse(columns[^2], CultureInfo.InvariantCulture),
            long.Parse(columns[^1], CultureInfo.InvariantCulture));
    }

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : SessionTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : SessionTests(guest);
}
