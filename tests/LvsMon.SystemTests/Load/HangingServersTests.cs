using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.SystemTests.Servers;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Load;

/// <summary>Servers that hang cost the others nothing.</summary>
public sealed class HangingServersTests
{
    private const int Hanging = 100;

    [SystemFact]
    public void Check_HundredServersHang_OthersKeepTheirRate()
    {
        using Director director = new();
        List<HttpPeer> hanging = [.. Enumerable.Range(1, Hanging).Select(i => new HttpPeer($"127.0.3.{i}"))];
        using HttpPeer good = new("127.0.1.41");
        try
        {
            hanging.ForEach(peer => peer.Hang());
            director.Configure(Configuration(good, hanging));
            director.Start();
            director.Journal.ShouldComeTo("STARTED: 1 of 101 real servers up, 1 service without any; *");
            int threads = ProcessView.Threads(director.Daemon.Pid);

            DateTime from = DateTime.Now;
            Wait.For(TimeSpan.FromSeconds(6));

            good.AskedSince(from).Should().BeInRange(20, 32, "every 200 ms for 6 s; a busy machine may cost some");
            ProcessView.Threads(director.Daemon.Pid).Should().Be(threads);
            director.Journal.All($"DOWN good*").Should().BeEmpty();
        }
        finally
        {
            hanging.ForEach(peer => peer.Dispose());
        }
    }

    private static string Configuration(HttpPeer good, List<HttpPeer> hanging)
    {
        StringBuilder text = new($$"""
            defaults {
                interval        200ms
                receive-timeout 2s
                timeout         2s
                check           http --url http://www.example.com/
            }
            virtual tcp 192.0.2.80:80 {
                name good
                real {{good.Endpoint}}
            }
            virtual tcp 192.0.2.81:80 {
                name hanging

            """);
        hanging.ForEach(peer => text.Append("    real ").Append(peer.Endpoint).Append('\n'));
        return text.Append("}\n").ToString();
    }
}
