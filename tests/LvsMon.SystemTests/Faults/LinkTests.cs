using System;
using FluentAssertions;
using LvsMon.SystemTests.Servers;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Faults;

/// <summary>The director's own network goes away in every way, and a peer does: only the latter is a failure.</summary>
public sealed class LinkTests
{
    private const string Ours = "10.77.0.1";
    private const string Theirs = "10.77.0.2";
    private const string Extra = "10.77.0.9";
    private const string Link = "cable0";

    [SystemFact(Needs.Root, Needs.Namespaces, "ip", "nft", "nginx", "ss", "nsenter")]
    public void Check_OwnAddressLinkAndCableGo_FailsNobodyButThePeerThatVanished()
    {
        using NetworkNamespace own = new();
        using NetworkNamespace other = new();
        LayCable(own, other);
        using Director director = new(own);
        using NginxServer server = new(director.Folder, "nginx", Theirs, other);
        server.Start();
        director.Configure(Configuration(server));
        director.Start();
        Wait.Until(() => director.Table.Table.Count == 4, "both servers are in the table");
        director.PassStart();
        Journal journal = director.Journal;
        string blind = "BLIND {0}: every check is inconclusive ({1}); real servers stay as they are";

        own.Do($"ip addr del {Extra}/32 dev {Link}");
        journal.ShouldSayInAnyOrder(
            "INCONCLUSIVE*: no local address; *", string.Format(null, blind, "from", "no local address"));
        own.Do($"ip addr add {Extra}/32 dev {Link}");
        journal.ShouldComeTo("SEEING from: checks are conclusive again; blind for *");

        own.Do($"ip link set {Link} down");
        journal.ShouldSayInAnyOrder(
            "INCONCLUSIVE*: no route; *",
            string.Format(null, blind, "any", "no route"),
            string.Format(null, blind, "from", "no route"));
        Wait.For(TimeSpan.FromSeconds(1));
        own.Do($"ip link set {Link} up");
        journal.ShouldSayInAnyOrder("SEEING any*", "SEEING from*");
        journal.All("DOWN*").Should().BeEmpty();
        director.Table.Table.Should().HaveCount(4);

        // The peer loses its power: nothing of it arrives any more, for checks under way neither.
        other.Filter(director.Folder, "table ip t { chain c { type filter hook input priority 0;\ndrop\n}\n}");
        journal.ShouldSayInAnyOrder(
            $"DOWN any {server.Endpoint}: * timeout; 2 of 2 failed; *", "EMPTY any: no real server up", "TABLE*",
            $"DOWN from {server.Endpoint}: * timeout; 2 of 2 failed; *", "EMPTY from: no real server up", "TABLE*");
        other.Filter(director.Folder, string.Empty);
        journal.ShouldComeTo("SERVED*");
        journal.ShouldComeTo("SERVED*");
        Wait.Until(() => journal.EditsTold == director.Table.Edits.Count, "every edit is told");
        journal.Pass();

        own.Do($"ip link del {Link}");
        journal.ShouldComeTo("BLIND*");
        journal.ShouldComeTo("BLIND*");
        Wait.For(TimeSpan.FromSeconds(1));
        journal.All("DOWN*").Should().HaveCount(2, "those of the peer without power");
        director.Table.Table.Should().HaveCount(4);
    }

    /// <summary>Another machine has the address already: ours stays tentative (RFC 4862 section 5.4).</summary>
    [SystemFact(Needs.Root, Needs.Namespaces, Needs.Ipv6, "ip", "nsenter")]
    public void Check_FromATentativeAddress_IsInconclusive()
    {
        using NetworkNamespace own = new();
        using NetworkNamespace other = new();
        LayCable(own, other);
        other.Do($"ip -6 addr add fd77::9/64 dev {Link} nodad");
        own.Do($"ip -6 addr add fd77::1/64 dev {Link} nodad");
        own.Do($"ip -6 addr add fd77::9/64 dev {Link}");

        using DaemonProcess check = DaemonProcess.Start(
            ["check", "tcp", "--source", "fd77::9", "[fd77::2]:80"], NetworkNamespace.Prefix(own));
        DaemonExit exit = check.WaitForExit(Wait.Patience);

        exit.Output.Should().StartWith("INCONCLUSIVE no local address");
        exit.Code.Should().Be(3);
    }

    private static void LayCable(NetworkNamespace own, NetworkNamespace other)
    {
        own.Connect(other, Link);
        other.Do($"ip addr add {Theirs}/24 dev {Link}");
        other.Do($"ip link set {Link} up");
        own.Do($"ip addr add {Ours}/24 dev {Link}");
        own.Do($"ip addr add {Extra}/32 dev {Link}");
        own.Do($"ip link set {Link} up");
    }

    private static string Configuration(NginxServer server) => $$"""
        defaults {
            interval        300ms
            connect-timeout 500ms
            receive-timeout 500ms
            fall            2
            check           http --url http://www.example.com/health
        }
        virtual tcp 192.0.2.80:80 {
            name any
            real {{server.Endpoint}}
        }
        virtual tcp 192.0.2.81:80 {
            name from
            check http --url http://www.example.com/health --source {{Extra}}
            real {{server.Endpoint}}
        }

        """;
}
