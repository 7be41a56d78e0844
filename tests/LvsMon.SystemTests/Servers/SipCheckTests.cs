using FluentAssertions;
using LvsMon.SystemTests.Support;
using static LvsMon.SystemTests.Servers.HandChecks;

namespace LvsMon.SystemTests.Servers;

/// <summary>The check <c>sip</c> against Kamailio.</summary>
public sealed class SipCheckTests
{
    private const string Address = "127.0.1.96";

    [SystemFact("kamailio", "setsid")]
    public void Sip_WholeLife_PassesOnlyWhileItAnswers()
    {
        using TempFolder folder = new();
        using KamailioServer server = new(folder, "sip", Address);
        ShouldTell(server, "sip");
    }

    [SystemFact("kamailio", "setsid")]
    public void Sip_OfEveryKind_IsAnsweredAndLeavesNoLine()
    {
        using TempFolder folder = new();
        using KamailioServer server = new(folder, "sip", Address);
        StartServing(server, "sip");
        string before = server.Log;

        ShouldSay(server, "PASS 483 in ");
        ShouldSay(server, "PASS 200 in ", "--max-forwards", "70", "--uri", $"sip:{server.Endpoint}");
        ShouldSay(server, "FAIL status 404 \"Not Found\" in ", "--max-forwards", "70");
        ShouldSay(server, "PASS 404 in ", "--max-forwards", "70", "--status", "404");
        ShouldSay(server, "FAIL status 483 \"Too Many Hops\" in ", "--status", "200-299");
        server.Log.Should().StartWith(before);
        server.Log[before.Length..].Should().NotContain("lvsmon");
    }

    [SystemFact("kamailio", "setsid")]
    public void Sip_WholeLifeOfAServer_IsFollowedByTheDaemon()
    {
        using Director director = new();
        using KamailioServer server = new(director.Folder, "sip", Address);
        StartServing(server, "sip");
        director.Configure($$"""
            defaults {
                interval        200ms
                receive-timeout 500ms
                fall            2
            }
            virtual udp 192.0.2.50:5060 {
                name  sip
                check sip --uri sip:{{server.Endpoint}} --max-forwards 70
                real  {{server.Endpoint}}
            }

            """);
        director.Start();
        director.Journal.ShouldComeTo($"UP sip {server.Endpoint}: 200; *");
        director.ShouldHaveTable("-A -u 192.0.2.50:5060 -s wlc", $"-a -u 192.0.2.50:5060 -r {server.Endpoint} -m -w 1");

        server.Freeze();
        director.Journal.ShouldComeTo($"DOWN sip {server.Endpoint}: receive timeout; 2 of 2 failed; *");
        server.Thaw();
        director.Journal.ShouldComeTo($"UP sip {server.Endpoint}: 200; *");
        server.Stop();
        director.Journal.ShouldComeTo($"DOWN sip {server.Endpoint}: connect refused; 2 of 2 failed; *");
        director.ShouldHaveTable("-A -u 192.0.2.50:5060 -s wlc");
    }

    private static void ShouldSay(KamailioServer server, string words, params string[] options) =>
        Check(server, ["sip", .. options]).Output.Should().StartWith(words);
}
