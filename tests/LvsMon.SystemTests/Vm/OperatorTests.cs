using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>An operator's day at the second terminal, with what <c>--help</c> and <c>status</c> show and nothing else,
/// while clients make requests all the time.</summary>
public abstract class OperatorTests(Guest guest) : VmTests(guest)
{
    private const int EveryMs = 250;
    private const int LoadSeconds = 600;
    private const int Held = 8;

    /// <summary>So long the counts say that somebody is there: one count too few would end the drain.</summary>
    private static readonly TimeSpan SomeReports = TimeSpan.FromSeconds(4);

    [VmFact]
    public void Operator_DrainsAsksWhyAndReloads_NoClientNotices() => Play(4, scene =>
    {
        HeldClients held = Start(scene);
        ShouldBeInTheHelp(scene, "status", "sessions", "why", "drain", "reload");
        string status = scene.Daemon.Ask("status");
        status.Should().MatchRegex(@"(?m)^www +tcp 192\.0\.2\.80:80 .* 2 of 3 up ")
            .And.MatchRegex(@"(?m)^  10\.2\.1\.2:80 +up ").And.MatchRegex(@"(?m)^  10\.2\.3\.2:80 +down ");

        // Why is that one down?
        scene.Daemon.Ask("why www 10.2.3.2:80").Split('\n')[0].Should()
            .Match("www 10.2.3.2:80: down for *; connect refused; *");

        // The first one is to be mended: it goes when its clients have gone.
        int onFirst = held.Flows.Count(flow => flow.Real == 1);
        onFirst.Should().BePositive();
        UntilSessions(scene, "10.2.1.2:80", active => active >= onFirst);
        scene.Daemon.Ask("drain www 10.2.1.2:80").Should()
            .Be("www 10.2.1.2:80: draining; up, in the table with weight 0");
        TimeSpan drained = scene.Now;
        UntilSessions(scene, "10.2.1.2:80", active => active == onFirst);
        Wait.For(SomeReports);
        held.ShouldBeAnswered(Held);
        held.Ended.Should().BeEmpty("nobody was cut off");
        scene.Daemon.Said("DRAINED *").Should().BeEmpty("somebody still works with it");
        held.Kill();
        scene.Daemon.ShouldSay("DRAINED www 10.2.1.2:80: no connection left after *");
        scene.Daemon.ShouldSay("TABLE www: 1 edit applied in *(delete 10.2.1.2:80)");
        scene.Daemon.Ask("status").Should().MatchRegex(@"(?m)^  10\.2\.1\.2:80 +up .* DRAINED; ");

        // Another one comes in its place.
        scene.Run($"sed -i 's/real 10.2.3.2:80/&\\n real 10.2.4.2:80/' {scene.Folder}/lvsmon.conf");
        scene.Daemon.Ask("reload --dry-run").Should().EndWith("would be taken: +1 -0 ~0 real servers");
        scene.Requests(4).Should().BeEmpty("nothing was changed yet");
        scene.Daemon.Ask("reload").Should().EndWith("\ntaken: +1 -0 ~0 real servers");
        scene.Daemon.ShouldSay("UP www 10.2.4.2:80: *");
        Scene.Until(() => scene.Requests(4).Count > 2, () => "clients get to the new one");
        Scene.Until(() => TotalOf(scene, "10.2.4.2:80") > 2, () => "the new one's sessions are counted");

        ShouldHaveServedAll(scene, drained);
    });

    private static HeldClients Start(Scene scene)
    {
        // Nothing listens on the third.
        scene.Serve(1);
        scene.Serve(2);
        scene.Serve(4);
        scene.Configure("""
            global {
                session-report 1s
            }
            defaults {
                interval 1s
                fall 2
            }
            virtual tcp 192.0.2.80:80 {
                name www
                scheduler rr
                check http --url http://www/health
                real 10.2.1.2:80
                real 10.2.2.2:80
                real 10.2.3.2:80
            }
            """);
        scene.Daemon.StartAndSettle();
        Scene.Until(() => scene.Table.Count == 3, () => "two are in");
        scene.LaunchOnClient($"vm-peer load 192.0.2.80:80 {EveryMs} {LoadSeconds} {scene.Folder}/load", "client");
        Scene.Until(() => scene.Requests(1).Count > 2, () => "traffic flows");
        return new HeldClients(scene, Held, busy: Held);
    }

    private static void ShouldBeInTheHelp(Scene scene, params string[] commands)
    {
        string help = scene.Daemon.Ask("--help");
        foreach (string command in commands)
        {
            help.Should().MatchRegex($"(?m)^  {command} ");
        }
    }

    /// <summary>Waits until the report shows so many active sessions of a real server.</summary>
    private static void UntilSessions(Scene scene, string real, Func<long, bool> isExpected)
    {
        string report = string.Empty;
        Scene.Until(
            () => Row(report = scene.Daemon.Ask("sessions www"), real) is { } row && isExpected(row.Active),
            () => $"the active sessions of {real} are others than in\n{report}");
    }

    private static long? TotalOf(Scene scene, string real) => Row(scene.Daemon.Ask("sessions www"), real)?.Total;

    /// <summary>The numbers of a real server in what <c>sessions</c> prints, null while it has none.</summary>
    private static (long Active, long Total)? Row(string report, string real)
    {
        Match row = Regex.Match(report, $@"(?m)^ +{Regex.Escape(real)} +(\d+) +\d+ +(\d+)$");
        return row.Success ? (Number(row.Groups[1].Value), Number(row.Groups[2].Value)) : null;
    }

    /// <summary>Every request was answered, and those behind the drain not by the server that drained.</summary>
    private static void ShouldHaveServedAll(Scene scene, TimeSpan drained)
    {
        IReadOnlyList<string> load = Scene.Lines(scene.Read("load"));
        load.Where(line => line.Contains(" fail ", StringComparison.Ordinal))
            .Should().BeEmpty("no client had an error");
        string[] late = [.. load.Where(line => Number(line.Split(' ')[0]) > drained.TotalMicroseconds)];
        late.Select(line => line.Split(' ')[2]).Distinct().Should().BeEquivalentTo(["r2", "r4"]);
        load.Select(line => line.Split(' ')[2]).Distinct().Should().BeEquivalentTo(["r1", "r2", "r4"]);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : OperatorTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : OperatorTests(guest);
}
