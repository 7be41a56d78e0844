using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>The check <c>dns</c> against a name server.</summary>
public sealed class DnsCheckTests
{
    private const string Address = "127.0.1.90";

    [SystemFact("unbound", "setsid")]
    public void Dns_OfEveryType_FindsWhatStandsInTheZone()
    {
        using TempFolder folder = new();
        using UnboundServer server = new(folder, "unbound", Address);
        server.Start();

        ShouldSay(server, "PASS matched in ", "--query", "www.example.com");
        ShouldSay(
            server, "PASS matched in ", "--query", "WWW.example.com", "--answer", "192.0.2.81", "--authoritative");
        ShouldSay(
            server, "PASS matched in ", "--query", "www.example.com", "--type", "AAAA", "--answer", "2001:db8::80");
        ShouldSay(
            server, "PASS matched in ", "--query", "example.com", "--type", "MX", "--answer", "10 mail.example.com");
        ShouldSay(server, "PASS matched in ", "--query", "example.com", "--type", "TXT", "--answer", "v=spf1 -all");
        ShouldSay(server, "PASS matched in ", "--query", "example.com", "--type", "SOA", "--answer", "ns.example.com");
        ShouldSay(server, "PASS matched in ", "--query", "example.com", "--type", "NS", "--no-recursion");
        ShouldSay(
            server, "PASS matched in ", "--query", "192.0.2.80", "--type", "PTR", "--answer", "www.example.com");
        ShouldSay(server, "PASS matched in ", "--query", "none.example.com", "--rcode", "NXDOMAIN");
        ShouldSay(server, "FAIL mismatch \"NXDOMAIN\" in ", "--query", "none.example.com");
        ShouldSay(server, "FAIL mismatch \"REFUSED\" in ", "--query", "www.example.org");
        ShouldSay(
            server, "FAIL mismatch \"other records\" in ", "--query", "www.example.com", "--answer", "192.0.2.82");
        ShouldSay(
            server, "FAIL mismatch \"no record of this type\" in ", "--query", "www.example.com", "--type", "MX");
    }

    [SystemFact("unbound", "setsid")]
    public void Dns_WholeLifeOfAServer_IsFollowedByTheDaemon()
    {
        using Director director = new();
        using UnboundServer server = new(director.Folder, "unbound", Address);
        server.Start();
        director.Configure($$"""
            defaults {
                interval        200ms
                receive-timeout 500ms
                fall            2
            }
            virtual udp 192.0.2.53:53 {
                name  dns
                check dns --query www.example.com --answer 192.0.2.80
                real  {{server.Endpoint}}
            }

            """);
        director.Start();
        director.Journal.ShouldComeTo($"UP dns {server.Endpoint}: matched; *");
        director.ShouldHaveTable("-A -u 192.0.2.53:53 -s wlc", $"-a -u 192.0.2.53:53 -r {server.Endpoint} -m -w 1");

        server.Freeze();
        director.Journal.ShouldComeTo($"DOWN dns {server.Endpoint}: receive timeout; 2 of 2 failed; *");
        server.Thaw();
        director.Journal.ShouldComeTo($"UP dns {server.Endpoint}: matched; *");
        server.Stop();
        director.Journal.ShouldComeTo($"DOWN dns {server.Endpoint}: connect refused; 2 of 2 failed; *");
        director.ShouldHaveTable("-A -u 192.0.2.53:53 -s wlc");
    }

    private static void ShouldSay(UnboundServer server, string words, params string[] options) =>
        DaemonProcess.Run(["check", "dns", .. options, server.Endpoint]).Output.Should().StartWith(words);
}
