using System;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Syslog;
using LvsMon.Core.Tests.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Os;
using Xunit;

namespace LvsMon.Core.Tests.Syslog;

public sealed class SyslogSinkTests
{
    private const long Start = 1_000_000_000;
    private readonly RecordingLineSocket _socket = new();
    private readonly DetailPool _details = new();
    private readonly SyslogSink _sink;
    private readonly FactStream _stream;
    private long _nowUs = Start;

    public SyslogSinkTests()
    {
        Rfc3164Framing framing = new(FixedWallClock.Default, LogFacility.Daemon, 815);
        _sink = new SyslogSink(LogSamples.Plan, _details, new LineLogger(_socket, framing));
        _stream = new FactStream(_details, _sink);
    }

    [Fact]
    public void Flush_Facts_AreSentInOrderAsDatagrams()
    {
        Post(LogSamples.Down() with { TimeUs = Start - 15_000_000 });
        Post(LogSamples.Up() with { TimeUs = Start });

        _stream.Flush(_nowUs).Should().Be(long.MaxValue);

        _socket.Lines.Should().Equal(
            "<28>Oct  7 22:14:00 lvsmon[815]: DOWN www 10.0.0.11:80: connect refused; 3 of 3 failed; up for 4d2h; "
            + "check 0.4ms; seq 1",
            "<29>Oct  7 22:14:15 lvsmon[815]: UP www 10.0.0.11:80: 200; 1 of 1 passed; down for 12s; check 1.8ms; "
            + "seq 2");
        (_sink.SentLines, _sink.LostLines, _sink.Pending).Should().Be((2L, 0L, 0));
    }

    [Fact]
    public void Flush_SecondTarget_SharesTheStream()
    {
        RecordingLineSocket stderr = new();
        FactStream stream = new(
            _details,
            _sink,
            new SyslogSink(
                LogSamples.Plan, _details, new LineLogger(stderr, new IsoTimeFraming(FixedWallClock.Default))));
        _socket.Refusal = OsError.NotFound;

        stream.Post(new Fact(FactKind.Stopped) { TimeUs = Start });
        stream.Flush(Start);

        stderr.Lines.Should().Equal("2026-10-07T22:14:15+02:00 STOPPED: the table stays as it is; seq 1");
        _socket.Lines.Should().BeEmpty();
    }

    [Fact]
    public void Accept_Confirmed_IsSilent()
    {
        Post(new Fact(FactKind.Confirmed) { Real = 0 });

        _stream.Flush(_nowUs);

        _socket.Calls.Should().Be(0);
    }

    [Theory]
    [InlineData(OsError.WouldBlock)]
    [InlineData(OsError.NotFound)]
    [InlineData(OsError.Refused)]
    [InlineData(OsError.Other)]
    public void Flush_LogTakesNone_TriesAgainLaterAndLosesNothing(OsError refusal)
    {
        _socket.Refusal = refusal;
        Post(LogSamples.Down());

        long next = _stream.Flush(_nowUs);

        next.Should().Be(_nowUs + SyslogSink.FirstRetryUs);
        _stream.Flush(next - 1).Should().Be(next, "it is not time yet");
        _socket.Calls.Should().Be(1);
        _socket.Refusal = OsError.None;
        _stream.Flush(next).Should().Be(long.MaxValue);
        _socket.Lines.Should().ContainSingle().Which.Should().EndWith("seq 1");
    }

    [Fact]
    public void Flush_LogTakesNoneForLong_PausesDoubleUpToTheLongest()
    {
        _socket.Refusal = OsError.NotFound;
        Post(LogSamples.Down());
        long[] pauses = new long[12];
        for (int i = 0; i < pauses.Length; i++)
        {
            long next = _stream.Flush(_nowUs);
            pauses[i] = next - _nowUs;
            _nowUs = next;
        }

        pauses[..3].Should().Equal(SyslogSink.FirstRetryUs, SyslogSink.FirstRetryUs * 2, SyslogSink.FirstRetryUs * 4);
        pauses[^2..].Should().Equal(SyslogSink.MaxRetryUs, SyslogSink.MaxRetryUs);

        _socket.Refusal = OsError.None;
        _stream.Flush(_nowUs);
        _socket.Refusal = OsError.WouldBlock;
        Post(LogSamples.Up());
        _stream.Flush(_nowUs).Should().Be(_nowUs + SyslogSink.FirstRetryUs, "a line taken ends the doubling");
    }

    [Fact]
    public void Flush_LogFillsInTheMiddle_GoesOnWithTheSameLine()
    {
        _socket.Room = 2;
        for (int i = 0; i < 5; i++)
        {
            Post(LogSamples.Down());
        }

        long next = _stream.Flush(_nowUs);
        _socket.Room = int.MaxValue;
        _stream.Flush(next);

        Sequences().Should().Equal(1, 2, 3, 4, 5);
    }

    [Fact]
    public void Flush_Storm_SendsABoundedNumberATurn()
    {
        for (int i = 0; i < SyslogSink.LinesPerTurn + 6; i++)
        {
            Post(LogSamples.Down());
        }

        _stream.Flush(_nowUs).Should().Be(_nowUs);
        _socket.Lines.Should().HaveCount(SyslogSink.LinesPerTurn);
        _stream.Flush(_nowUs).Should().Be(long.MaxValue);
        Sequences().Should().Equal(Enumerable.Range(1, SyslogSink.LinesPerTurn + 6));
    }

    [Fact]
    public void Capacity_Plan_HoldsTwoLinesForEachRealServer()
    {
        _sink.Capacity.Should().Be(SyslogSink.BaseLines + (2 * LogSamples.Plan.Reals.Length));
    }

    [Fact]
    public void Accept_RingFull_DropsTheNewestAndSaysSoOnRecovery()
    {
        _socket.Refusal = OsError.WouldBlock;
        int capacity = _sink.Capacity;
        Post(LogSamples.Down());
        _stream.Flush(_nowUs);
        for (int i = 1; i < capacity + 12; i++)
        {
            Post(LogSamples.Down());
        }

        _stream.Flush(_nowUs);
        _sink.Pending.Should().Be(capacity);
        _sink.LostLines.Should().Be(12);
        _socket.Refusal = OsError.None;
        _nowUs += 34_000_000;
        Post(LogSamples.Up());
        Drain();

        // Facts 73 to 84 found no room, and neither did 85, posted while the ring was still full.
        int lost = capacity + 13;
        Sequences().Should().Equal([.. Enumerable.Range(1, capacity), lost + 1]);
        _socket.Lines[^1].Should().Be(
            $"<28>Oct  7 22:14:15 lvsmon[815]: LOST 13 lines: the log took none for 34s; seq {lost + 1}");
        Post(LogSamples.Up());
        Drain();
        _socket.Lines[^1].Should().EndWith($"seq {lost + 2}", "the loss is told once");
    }

    [Fact]
    public void Accept_MoreThanTheRingInOneTurn_SaysTooMany()
    {
        for (int i = 0; i < _sink.Capacity + 3; i++)
        {
            Post(LogSamples.Down());
        }

        Drain();

        _socket.Lines.Should().HaveCount(_sink.Capacity + 1);
        _socket.Lines[^1].Should().Contain("LOST 3 lines: too many at once; seq");
    }

    [Fact]
    public void Follow_PendingLines_KeepTheNamesOfTheOldPlan()
    {
        _socket.Refusal = OsError.WouldBlock;
        Post(LogSamples.Down());
        _stream.Flush(_nowUs);
        Plan next = Draft.Plan(Draft.Service("mail", Draft.Real("10.0.0.99:25")));

        _sink.Follow(PlanDiff.Between(LogSamples.Plan, next));
        _sink.Pending.Should().Be(1);
        Post(LogSamples.Up());
        _socket.Refusal = OsError.None;
        _nowUs += SyslogSink.MaxRetryUs;
        Drain();

        _socket.Lines.Should().HaveCount(2);
        _socket.Lines[0].Should().StartWith("<28>").And.Contain("DOWN www 10.0.0.11:80: ").And.EndWith("seq 1");
        _socket.Lines[1].Should().StartWith("<29>").And.Contain("UP mail 10.0.0.99:25: ").And.EndWith("seq 2");
        _sink.Capacity.Should().Be(SyslogSink.BaseLines + 2);
    }

    [Fact]
    public void Follow_ManyReloadsWhileBlocked_CarriesAtMostWhatTheRingHeld()
    {
        _socket.Refusal = OsError.WouldBlock;
        int posted = 0;
        for (int reload = 0; reload < 10; reload++)
        {
            for (int i = 0; i < _sink.Capacity; i++, posted++)
            {
                Post(LogSamples.Down());
            }

            _stream.Flush(_nowUs);
            _sink.Follow(PlanDiff.Between(LogSamples.Plan, LogSamples.Plan));
        }

        _sink.Pending.Should().Be(_sink.Capacity);
        _sink.LostLines.Should().Be(posted - _sink.Capacity);
        _socket.Refusal = OsError.None;
        _nowUs += SyslogSink.MaxRetryUs;
        Drain();
        Sequences().Should().Equal([.. Enumerable.Range(1, _sink.Capacity), posted + 1]);
    }

    [Fact]
    public void Flush_AfterSetUp_AllocatesNothing()
    {
        _socket.Keeps = false;
        LogSamples samples = new();
        Fact[] facts = [.. LogCatalogue.All.Select(entry => samples.Example(entry.Kind))];
        Turns(facts, 50);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Turns(facts, 200);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        allocated.Should().Be(0);
        _sink.SentLines.Should().BeGreaterThan(150 * facts.Length, "six of ten turns take lines");
        _sink.LostLines.Should().BePositive("the turns cover a full log as well");
    }

    [Fact]
    public void Flush_LongestLine_FitsTheDatagram()
    {
        Post(LogSamples.Down() with { Detail = _details.KeepForeign(new byte[200]) });

        _stream.Flush(_nowUs);

        _socket.LongestLine.Should().BeInRange(256, LineFraming.MaxBytes + FactText.MaxBytes);
    }

    private void Post(Fact fact) => _stream.Post(in fact);

    /// <summary>Every tenth turn the log takes none, so that the ring fills and overflows.</summary>
    private void Turns(Fact[] facts, int count)
    {
        for (int turn = 0; turn < count; turn++)
        {
            _socket.Refusal = turn % 10 < 4 ? OsError.WouldBlock : OsError.None;
            int ticket = _details.KeepForeign("554 no service"u8);
            foreach (ref Fact fact in facts.AsSpan())
            {
                fact = fact with { TimeUs = _nowUs, Detail = ticket };
                _stream.Post(in fact);
            }

            _nowUs += SyslogSink.MaxRetryUs;
            _stream.Flush(_nowUs);
            _stream.Flush(_nowUs);
        }
    }

    private void Drain()
    {
        _stream.Flush(_nowUs);
        for (int i = 0; i < 100 && _sink.Pending > 0; i++)
        {
            _stream.Flush(_nowUs);
        }

        _sink.Pending.Should().Be(0);
    }

    private int[] Sequences() =>
        [.. _socket.Lines.Select(line => int.Parse(line[(line.LastIndexOf(' ') + 1)..], null))];
}
