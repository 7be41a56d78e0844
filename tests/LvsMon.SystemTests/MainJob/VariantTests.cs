using FluentAssertions;
using LvsMon.SystemTests.Servers;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.MainJob;

/// <summary>The main job in its other forms.</summary>
public sealed class VariantTests
{
    [SystemFact]
    public void Readiness_Select_DoesTheSame()
    {
        using Pair pair = new(start: false);
        pair.Director.Start("--readiness", "select");
        pair.Director.ShouldHaveTable(pair.Whole());
        pair.Director.PassStart();

        pair.Second.Hang();
        pair.Director.Journal.ShouldSay($"DOWN www {pair.Second.Endpoint}: receive timeout; *", "TABLE www: 1 edit*");
        pair.First.Stop();
        pair.Director.Journal.ShouldSay(
            $"DOWN www {pair.First.Endpoint}: connect refused; *", "EMPTY www: no real *", "TABLE www: 1 edit*");
        pair.Director.ShouldHaveTable(Pair.With());
        pair.First.Start();
        pair.Director.Journal.ShouldSay($"UP www {pair.First.Endpoint}: 200; *", "SERVED www: *", "TABLE www: 1 edit*");
        pair.Director.ShouldHaveTable(Pair.With(pair.FirstLine()));
    }

    [SystemFact(Needs.Ipv6)]
    public void Ipv6_ServerFailsAndReturns_LeavesAndEntersTheTable()
    {
        const string Service = "-A -t [2001:db8::80]:80 -s wlc";
        using Director director = new();
        using HttpPeer server = new("::1");
        string line = $"-a -t [2001:db8::80]:80 -r {server.Endpoint} -m -w 1";
        director.Configure($$"""
            defaults {
                interval 300ms
                timeout  2s
                fall     2
            }
            virtual tcp [2001:db8::80]:80 {
                check http --url http://www.example.com/
                real  {{server.Endpoint}}
            }

            """);
        director.Start();
        director.ShouldHaveTable(Service, line);
        director.PassStart();

        server.Stop();
        director.Journal.ShouldSay(
            $"DOWN tcp [2001:db8::80]:80 {server.Endpoint}: connect refused; *", "EMPTY *", "TABLE *: 1 edit*");
        director.ShouldHaveTable(Service);
        server.Start();
        director.ShouldHaveTable(Service, line);

        server.Endpoint.Should().StartWith("[::1]:");
    }
}
