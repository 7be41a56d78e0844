using System.Collections.Generic;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Faults;

/// <summary>Datagrams and echoes, and what stands between director and host.</summary>
public sealed class DatagramPathTests
{
    private const string Patience = "--receive-timeout=500ms";

    [SystemFact(Needs.Root, Needs.Namespaces, "ip", "nft", "nsenter")]
    public void Udp_OnEveryPath_SaysWhoRefused()
    {
        using TempFolder folder = new();
        using NetworkNamespace space = new();
        space.Filter(folder, """
            table ip t { chain c { type filter hook input priority 0;
            ip daddr 127.0.9.3 udp dport 9 reject with icmp host-unreachable
            ip daddr 127.0.9.4 udp dport 9 reject with icmp admin-prohibited
            ip daddr 127.0.9.6 udp dport 9 drop
            }
            }
            """);
        space.Do("ip route add unreachable 10.99.0.1");

        Udp(space, "127.0.9.1:9").Should().StartWith("FAIL connect refused in ");
        Udp(space, "[::1]:9").Should().StartWith("FAIL connect refused in ");
        Udp(space, "127.0.9.3:9").Should().StartWith("FAIL connect unreachable in ");
        Udp(space, "127.0.9.4:9").Should().StartWith("FAIL connect unreachable in ");
        Udp(space, "127.0.9.6:9").Should().StartWith("FAIL receive timeout in ");
        Udp(space, "10.99.0.1:9").Should().StartWith("INCONCLUSIVE no route in ");
        Udp(space, "127.0.9.6:9", "--silence=pass").Should().StartWith("PASS silent in ");
        Udp(space, "127.0.9.1:9", "--silence=pass").Should().StartWith("FAIL connect refused in ");
    }

    /// <summary>A host that is not there is asked for its hardware address in vain, and the kernel says so.</summary>
    [SystemFact(Needs.Root, Needs.Namespaces, "ip", "nsenter")]
    public void Host_NotOnItsLink_IsUnreachable()
    {
        using NetworkNamespace space = new();
        using NetworkNamespace other = new();
        space.Connect(other, "cable");
        space.Do("ip address add 192.0.2.1/24 dev cable");
        space.Do("ip link set cable up");
        other.Do("ip link set cable up");
        const string Long = "--receive-timeout=5s";

        Check(space, [], "udp", "--send", "x", Long, "192.0.2.2:9").Should().StartWith("FAIL connect unreachable in ");
        Check(space, [], "ping", Long, "192.0.2.2").Should().StartWith("FAIL connect unreachable in ");
    }

    [SystemFact(Needs.Root, Needs.Namespaces, "ip", "nft", "nsenter", "sysctl")]
    public void Ping_ByAPingSocket_SaysWhatBecameOfIt() => ShouldTellEveryPath("0 2147483647");

    [SystemFact(Needs.Root, Needs.Namespaces, "ip", "nft", "nsenter", "sysctl")]
    public void Ping_ByARawSocket_SaysWhatBecameOfIt() => ShouldTellEveryPath("1 0");

    [SystemFact(Needs.Root, Needs.Namespaces, "ip", "nsenter", "setpriv", "sysctl")]
    public void Ping_WithNeitherGroupNorCapability_IsInconclusive()
    {
        using NetworkNamespace space = new();
        space.Run("sysctl", "-q", "-w", "net.ipv4.ping_group_range=1 0").Should().Be(0);

        Check(space, ["setpriv", "--bounding-set=-net_raw"], "ping", "127.0.0.1").Should()
            .StartWith("INCONCLUSIVE not permitted in ");
    }

    private static void ShouldTellEveryPath(string groups)
    {
        using TempFolder folder = new();
        using NetworkNamespace space = new();
        space.Run("sysctl", "-q", "-w", $"net.ipv4.ping_group_range={groups}").Should().Be(0);
        space.Filter(folder, """
            table ip t { chain c { type filter hook input priority 0;
            ip daddr 127.0.9.3 icmp type echo-request reject with icmp host-unreachable
            ip daddr 127.0.9.6 icmp type echo-request drop
            }
            }
            """);

        Check(space, [], "ping", "127.0.0.1").Should().StartWith("PASS matched in ");
        Check(space, [], "ping", "127.0.9.1:80").Should().StartWith("PASS matched in ");
        Check(space, [], "ping", "::1").Should().StartWith("PASS matched in ");
        Check(space, [], "ping", "127.0.9.3").Should().StartWith("FAIL connect unreachable in ");
        Check(space, [], "ping", Patience, "127.0.9.6").Should().StartWith("FAIL receive timeout in ");
    }

    private static string Udp(NetworkNamespace space, string target, params string[] more) =>
        Check(space, [], ["udp", "--send", "x", Patience, .. more, target]);

    private static string Check(NetworkNamespace space, IReadOnlyList<string> prefix, params string[] words)
    {
        using DaemonProcess check =
            DaemonProcess.Start(["check", .. words], [.. NetworkNamespace.Prefix(space), .. prefix]);
        return check.WaitForExit(Wait.Patience).Output;
    }
}
