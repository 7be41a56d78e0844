using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using FluentAssertions;
using LvsMon.SystemTests.Servers;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Faults;

/// <summary>The daemon itself stood still: a suspended machine, a stopped process.</summary>
public sealed class PauseTests
{
    [SystemFact]
    public void Daemon_StoppedForSeconds_FailsNoServerAndSaysSo()
    {
        using Pair pair = new();
        Director director = pair.Director;

        for (int i = 0; i < 5; i++)
        {
            director.Daemon.Signal(Signals.Stop);
            Wait.For(TimeSpan.FromSeconds(1.5));
            director.Daemon.Signal(Signals.Continue);
            Wait.For(TimeSpan.FromSeconds(0.7));
        }

        director.Journal.Unread.Should().BeEmpty();
        director.Table.Table.Should().BeEquivalentTo(pair.Whole());
        director.Syslog.Lines.Select(line => line.Text).Should()
            .Contain(text => text.StartsWith("LAG 1", StringComparison.Ordinal));
        pair.Second.Stop();
        director.Journal.ShouldSay(
            $"DOWN www {pair.Second.Endpoint}: connect refused; 2 of 2 failed; *", "TABLE www: *");
    }

    /// <summary>A suspended machine: a check in flight has lost its time, the answer comes afterwards.</summary>
    [SystemFact]
    public void Daemon_StoppedWithAChecksAnswerOutstanding_FailsNoServer()
    {
        using ManualResetEventSlim isAwake = new(initialState: true);
        PeerKind kind = new("asleep", 44, null, connection => AnswerAwake(connection, isAwake));
        using RawPeers peers = new(kind, network: 90, count: 1);
        using Director director = new();
        director.Configure($$"""
            defaults {
                interval        200ms
                receive-timeout 600ms
                timeout         1s
                fall            1
                check           http --url http://www.example.com/
            }
            virtual tcp 192.0.2.80:80 {
                name www
                real {{peers.Endpoints[0]}}
            }

            """);
        director.Start();
        Wait.Until(() => director.Table.Table.Count == 2, "the server is in the table");
        director.PassStart();

        for (int i = 0; i < 3; i++)
        {
            isAwake.Reset();
            Wait.For(TimeSpan.FromSeconds(0.3));
            director.Daemon.Signal(Signals.Stop);
            Wait.For(TimeSpan.FromSeconds(1));
            director.Daemon.Signal(Signals.Continue);
            Wait.For(TimeSpan.FromSeconds(0.05));
            isAwake.Set();
            Wait.For(TimeSpan.FromSeconds(0.5));
        }

        director.Journal.Unread.Should().NotContain(line => !line.StartsWith("INCONCLUSIVE", StringComparison.Ordinal));
    }

    private static async Task AnswerAwake(RawConnection connection, ManualResetEventSlim isAwake)
    {
        await connection.Read();
        while (!isAwake.IsSet)
        {
            await Task.Delay(5);
        }

        await connection.Send("HTTP/1.1 200 OK\r\n\r\n");
    }
}
