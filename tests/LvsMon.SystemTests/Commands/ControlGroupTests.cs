using System;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Commands;

/// <summary>The control socket, tried by real users: <c>control-group</c> lets in its members alone,
/// <c>control-readers</c> lets others look.</summary>
public sealed class ControlGroupTests
{
    // Users and groups that every Debian has, so that none need be made: nobody (65534), daemon (1), games (60).
    private const string Group = "games";
    private const string GroupId = "60";
    private const string OtherGroup = "daemon";

    private const string Refused = "lvsmon: only root, the daemon's own user and members of control-group may do that; "
        + "control-readers may look\n";

    private static readonly string[] Member =
        ["setpriv", "--reuid=65534", "--regid=65534", $"--groups={GroupId}", "--inh-caps=-all"];

    private static readonly string[] MemberByItsOwnGroup =
        ["setpriv", "--reuid=1", $"--regid={GroupId}", "--clear-groups", "--inh-caps=-all"];

    private static readonly string[] Outsider =
        ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--inh-caps=-all"];

    [SystemFact(Needs.Root, "setpriv", "stat")]
    public void Orders_OfMembersAndOthers_AreTakenFromMembersAlone()
    {
        using TempFolder folder = new();
        using CountingServer one = new("127.0.1.76");
        using CountingServer other = new("127.0.1.77");
        Configure(folder, Group, one.Endpoint, other.Endpoint);
        using DaemonProcess daemon = Start(folder, []);
        AwaitUp(folder);

        Tool.Run("stat", "-c", "%U %G %a", folder["run"], folder["run/c"])
            .Should().Be($"root {Group} 750\nroot {Group} 660\n");
        Ask(folder, Member, "disable", "www", other.Endpoint).Output
            .Should().Be($"www {other.Endpoint}: disabled; up, not in the table\n");
        daemon.Errors.Should().Contain($"ORDER www {other.Endpoint}: disabled, by uid 65534; seq ");
        Ask(folder, MemberByItsOwnGroup, "enable", "www", other.Endpoint).Output
            .Should().Be($"www {other.Endpoint}: enabled; up, in the table with weight 1\n");
        daemon.Errors.Should().Contain($"ORDER www {other.Endpoint}: enabled, by uid 1; seq ");

        string closed = $"lvsmon: {folder["run/c"]}: not permitted; ask as root or as a member of control-group\n";
        ShouldBeRefused(folder, closed, "status");
        ShouldBeRefused(folder, closed, "disable", "www", one.Endpoint);

        // Somebody opened folder and socket by hand: the daemon itself asks the kernel who the client is.
        Tool.Run("chmod", "755", folder["run"]);
        Tool.Run("chmod", "666", folder["run/c"]);
        ShouldBeRefused(folder, Refused, "status");
        ShouldBeRefused(folder, Refused, "disable", "www", one.Endpoint);
        Ask(folder, Member, "status").Output.Should().Contain("2 of 2 up");
        daemon.Errors.Should().NotContain($"ORDER www {one.Endpoint}");
    }

    [SystemFact(Needs.Root, "setpriv", "stat")]
    public void Readers_OfAGroupThenAll_LookAndChangeNothing()
    {
        using TempFolder folder = new();
        using CountingServer one = new("127.0.1.98");
        using CountingServer other = new("127.0.1.99");
        Configure(folder, OtherGroup, one.Endpoint, other.Endpoint, $"control-readers {Group}");
        using DaemonProcess daemon = Start(folder, []);
        AwaitUp(folder);

        Tool.Run("stat", "-c", "%U %G %a", folder["run"], folder["run/c"])
            .Should().Be($"root {OtherGroup} 751\nroot {OtherGroup} 666\n");
        Ask(folder, Member, "status").Output.Should().Contain("2 of 2 up");
        Ask(folder, Member, "why", "www", one.Endpoint).Code.Should().Be(0);
        DaemonExit order = Ask(folder, Member, "disable", "www", one.Endpoint);
        (order.Code, order.Output, order.Errors).Should().Be((77, "", Refused));
        ShouldBeRefused(folder, Refused, "status");

        Configure(folder, OtherGroup, one.Endpoint, other.Endpoint, "control-readers all");
        DaemonProcess.Run("reload", "--control", folder["run/c"]).Code.Should().Be(0);
        Wait.Until(() => Ask(folder, Outsider, "status").Code == 0, "everybody may look");
        ShouldBeRefused(folder, Refused, "disable", "www", one.Endpoint);

        Configure(folder, OtherGroup, one.Endpoint, other.Endpoint);
        DaemonProcess.Run("reload", "--control", folder["run/c"]).Code.Should().Be(0);
        Wait.Until(() => Ask(folder, Outsider, "status").Code == 77, "nobody may look any more");
        Tool.Run("stat", "-c", "%a", folder["run"], folder["run/c"]).Should().Be("750\n660\n");
        daemon.Errors.Should().NotContain("ORDER");
    }

    [SystemFact(Needs.Root, "setpriv", "stat")]
    public void Group_ChangedByAReload_ShutsOutWhoWasAMember()
    {
        using TempFolder folder = new();
        using CountingServer one = new("127.0.1.78");
        using CountingServer other = new("127.0.1.79");
        Configure(folder, Group, one.Endpoint, other.Endpoint);
        using DaemonProcess daemon = Start(folder, []);
        AwaitUp(folder);
        Ask(folder, Member, "status").Code.Should().Be(0);

        Configure(folder, OtherGroup, one.Endpoint, other.Endpoint);
        DaemonProcess.Run("reload", "--control", folder["run/c"]);
        Wait.Until(() => Ask(folder, Member, "status").Code == 77, "the member of before is shut out");

        Tool.Run("stat", "-c", "%G %a", folder["run"], folder["run/c"])
            .Should().Be($"{OtherGroup} 750\n{OtherGroup} 660\n");
        string[] newMember = ["setpriv", "--reuid=65534", "--regid=65534", "--groups=1", "--inh-caps=-all"];
        Ask(folder, newMember, "status").Output.Should().Contain("2 of 2 up");
    }

    [SystemFact(Needs.Root, "setpriv", "stat")]
    public void Socket_OfADaemonWithoutRoot_GoesToAGroupItIsAMemberOf()
    {
        using TempFolder folder = new();
        using CountingServer one = new("127.0.1.84");
        using CountingServer other = new("127.0.1.85");
        Configure(folder, Group, one.Endpoint, other.Endpoint);
        Tool.Run("chown", "65534", folder.Path);

        // As control-group.conf in packaging has it: SupplementaryGroups.
        using DaemonProcess daemon = Start(folder, Member);
        AwaitUp(folder);

        Tool.Run("stat", "-c", "%U %G %a", folder["run"], folder["run/c"])
            .Should().Be($"nobody {Group} 750\nnobody {Group} 660\n");
        Ask(folder, MemberByItsOwnGroup, "disable", "www", other.Endpoint).Code.Should().Be(0);
        daemon.Errors.Should().Contain($"ORDER www {other.Endpoint}: disabled, by uid 1; seq ");
        string[] stranger = ["setpriv", "--reuid=1", "--regid=1", "--clear-groups", "--inh-caps=-all"];
        Ask(folder, stranger, "status").Code.Should().Be(77);
    }

    private static void ShouldBeRefused(TempFolder folder, string words, string command, params string[] more)
    {
        DaemonExit exit = Ask(folder, Outsider, command, more);
        (exit.Code, exit.Output, exit.Errors).Should().Be((77, "", words));
    }

    private static void AwaitUp(TempFolder folder) => Wait.Until(
        () => DaemonProcess.Run("status", "--control", folder["run/c"]).Output
            .Contains("2 of 2 up", StringComparison.Ordinal),
        "both are up");

    private static void Configure(TempFolder folder, string group, string one, string other, string more = "") =>
        folder.Write("lvsmon.conf", $$"""
            global {
                control {{folder["run/c"]}}
                control-group {{group}}
                {{more}}
            }
            defaults {
                interval 100ms
            }
            virtual tcp 192.0.2.80:80 {
                name www
                real {{one}}
                real {{other}}
            }
            """);

    private static DaemonProcess Start(TempFolder folder, string[] prefix) => DaemonProcess.Start(
        ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr", "--orders", folder["orders"]],
        prefix);

    private static DaemonExit Ask(TempFolder folder, string[] user, string command, params string[] words)
    {
        using DaemonProcess client = DaemonProcess.Start([command, .. words, "--control", folder["run/c"]], user);
        return client.WaitForExit(Wait.Patience);
    }
}
