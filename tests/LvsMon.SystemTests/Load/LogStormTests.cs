using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Servers;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Load;

/// <summary>Forty servers behind one switch: the log has few lines, and none of them leaves a server out.</summary>
public sealed class LogStormTests
{
    private const int Servers = 40;

    [SystemFact]
    public void Log_FortyServersGoAndComeBack_SumsUpWhatIsBeyondTheBurst()
    {
        using Director director = new();
        List<HttpPeer> peers = [.. Enumerable.Range(1, Servers).Select(i => new HttpPeer($"127.0.5.{i}"))];
        try
        {
            director.Configure(Configuration(peers));
            director.Start();
            director.Journal.ShouldComeTo("UP more www: 35 real servers in *; 40 of 40 up after the last; 35 lines");
            director.Journal.All("UP www *").Should().HaveCount(5, "all came up at the start");

            peers.ForEach(peer => peer.Stop());
            director.Journal.ShouldComeTo("EMPTY www: no real server up");
            LogLine down = director.Journal.ShouldComeTo("DOWN more www: 35 real servers in *");

            director.Journal.All("DOWN www *").Should().HaveCount(5);
            down.Text.Should().MatchRegex(
                @"^DOWN more www: 35 real servers in \S+, connect refused \((127\.0\.5\.\d+:\d+ ){12}and 23 more, "
                + @"see lvsmon status\); 0 of 40 up after the last; 35 lines$");
            down.Severity.Should().Be(1, "the last of them was an alert");
            director.ShouldHaveTable("-A -t 192.0.2.80:80 -s wlc");

            peers.ForEach(peer => peer.Start());
            director.Journal.ShouldComeTo("SERVED www: * of 40 real servers up");
            director.Journal.ShouldComeTo("UP more www: 35 real servers in *; 40 of 40 up after the last; 35 lines");

            director.Journal.All("UP www *").Should().HaveCount(10);
            director.Journal.All("DOWN more *").Should().ContainSingle();
            director.Syslog.Strange.Should().BeEmpty();
        }
        finally
        {
            peers.ForEach(peer => peer.Dispose());
        }
    }

    private static string Configuration(List<HttpPeer> peers) => $$"""
        global {
            log-burst 5
        }
        defaults {
            interval 300ms
            timeout  1s
            fall     2
        }
        virtual tcp 192.0.2.80:80 {
            name  www
            check http --url http://www.example.com/
            {{string.Join("\n    ", peers.Select(peer => $"real {peer.Endpoint}"))}}
        }

        """;
}
