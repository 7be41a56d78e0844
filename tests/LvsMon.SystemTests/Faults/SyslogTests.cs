using System;
using System.Linq;
using System.Net.Sockets;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Faults;

/// <summary>The log in trouble: nothing waits for it; its lines come late, in order, with their own time.</summary>
public sealed class SyslogTests
{
    [SystemFact]
    public void Log_SocketMissing_LinesComeLateInOrderWithTheirTime()
    {
        using Pair pair = new(start: false);
        Director director = pair.Director;
        director.StartDaemon([]);
        director.ShouldHaveTable(pair.Whole());
        pair.Second.Stop();
        director.ShouldHaveTable(Pair.With(pair.FirstLine()));
        DateTime gone = DateTime.Now;
        Wait.For(TimeSpan.FromSeconds(4));
        pair.FirstShouldBeCheckedOn();

        director.Syslog.Bind();
        director.Syslog.Read();

        LogLine down = director.Journal.ShouldComeTo($"DOWN www {pair.Second.Endpoint}: connect refused*");
        (gone - down.Time).Should().BeLessThan(TimeSpan.FromSeconds(3)).And.BeGreaterThan(TimeSpan.FromSeconds(-2));
        ShouldBeWhole(director);
    }

    [SystemFact]
    public void Log_SocketVanishesAndReturns_LinesGoOn()
    {
        using Pair pair = new();
        Director director = pair.Director;
        director.Syslog.Remove();
        pair.Second.Stop();
        director.ShouldHaveTable(Pair.With(pair.FirstLine()));

        director.Syslog.Bind();
        director.Syslog.Read();

        director.Journal.ShouldComeTo($"DOWN www {pair.Second.Endpoint}: connect refused*");
        ShouldBeWhole(director);
    }

    [SystemFact]
    public void Log_ReaderStopped_NothingWaitsAndNoLineIsLost()
    {
        using Pair pair = new(start: false);
        Director director = pair.Director;
        director.Syslog.Bind();
        int strange = Fill(director.Syslog.Path);
        director.StartDaemon([]);
        director.ShouldHaveTable(pair.Whole());

        pair.Second.Stop();
        director.ShouldHaveTable(Pair.With(pair.FirstLine()));
        pair.FirstShouldBeCheckedOn();
        director.Syslog.Lines.Should().BeEmpty();
        director.Syslog.Read();

        director.Journal.ShouldComeTo($"DOWN www {pair.Second.Endpoint}: connect refused*");
        ShouldBeWhole(director);
        director.Syslog.Strange.Should().HaveCount(strange);
    }

    [SystemFact]
    public void Log_FullForLong_SaysHowManyWereLost()
    {
        using Pair pair = new(start: false);
        Director director = pair.Director;
        director.Syslog.Bind();
        Fill(director.Syslog.Path);
        director.Configure(pair.Configuration("log-burst off", interval: "200ms"));
        director.StartDaemon([]);
        director.ShouldHaveTable(pair.Whole());

        // 2 lines a real server and 64 more are kept; an edge and its edit are 2 lines.
        for (int i = 0; i < 20; i++)
        {
            pair.Second.Stop();
            director.ShouldHaveTable(Pair.With(pair.FirstLine()));
            pair.Second.Start();
            director.ShouldHaveTable(pair.Whole());
        }

        director.Syslog.Read();

        director.Journal.ShouldComeTo("LOST *: the log took none for *");
        director.Syslog.Lines.Count.Should().BeGreaterThanOrEqualTo(64);
        pair.Second.Stop();
        director.Journal.ShouldComeTo($"DOWN www {pair.Second.Endpoint}: connect refused*");
    }

    /// <summary>Sends junk until the socket takes no more.</summary>
    /// <returns>How many.</returns>
    private static int Fill(string path)
    {
        using Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
        socket.Connect(new UnixDomainSocketEndPoint(path));
        for (int sent = 0; ; sent++)
        {
            try
            {
                socket.Send([(byte)'x']);
            }
            catch (SocketException e)
                when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable)
            {
                return sent;
            }
        }
    }

    private static void ShouldBeWhole(Director director)
    {
        long[] sequences = [.. director.Syslog.Lines.Select(line => line.Sequence)];
        sequences.Should().Equal(Enumerable.Range(1, sequences.Length).Select(i => (long)i));
    }
}
