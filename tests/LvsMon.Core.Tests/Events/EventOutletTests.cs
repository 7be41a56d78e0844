using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using FluentAssertions;
using LvsMon.Core.Events;
using LvsMon.Core.Os;
using LvsMon.Core.Transitions;
using LvsMon.Testing;
using LvsMon.Testing.Os;
using Xunit;

namespace LvsMon.Core.Tests.Events;

public sealed class EventOutletTests
{
    private readonly EventScene _scene = new();

    [Fact]
    public void Flush_File_GetsTheHeadAndEveryEvent()
    {
        MemoryLineFile file = new();
        _scene.Flap(3);
        _scene.Sink.Outlet.Direct(file);
        _scene.Flap(30);
        Settle();

        List<JsonElement> documents = EventScene.ParseAll(file.Text);

        documents[0].GetProperty("type").GetString().Should().Be("stream");
        documents[0].GetProperty("run").GetString().Should().Be("4711-1");
        Numbers(documents).Should().Equal(Range(1, 33));
        file.Longest.Should().BeLessThanOrEqualTo(ILineFile.AtomicBytes);
    }

    [Fact]
    public void Flush_OneTurn_WritesABoundedPiece()
    {
        MemoryLineFile file = new();
        _scene.Flap(200);
        _scene.Sink.Outlet.Direct(file);

        _scene.Flush().Should().Be(_scene.Clock.NowUs, "there is more");

        file.Text.Length.Should().BeInRange(EventOutlet.BytesPerTurn / 2, EventOutlet.BytesPerTurn + 256);
    }

    [Fact]
    public void Fifo_NobodyReads_IsNoTroubleAndLosesOnlyWhatTheMemoryCannotKeep()
    {
        MemoryLineFile fifo = new() { IsFifo = true, Room = 10_000, Refusal = OsError.WouldBlock };
        _scene.Sink.Outlet.Direct(fifo);
        _scene.Flap(40);
        Settle();
        int taken = Numbers(EventScene.ParseAll(fifo.Text)).Count();
        taken.Should().BeInRange(10, 39);

        fifo.Room = int.MaxValue;
        Wait();
        Numbers(EventScene.ParseAll(fifo.Text)).Should().Equal(Range(1, 40), "all of it was kept");

        fifo.Room = 0;
        _scene.Flap(3000);
        Wait();
        fifo.Forget();
        fifo.Room = int.MaxValue;
        Wait();

        List<JsonElement> documents = EventScene.ParseAll(fifo.Text);
        JsonElement lost = documents.Single(d => d.GetProperty("type").GetString() == "lost");
        long[] got = [.. Numbers(documents)];
        long missing = lost.GetProperty("count").GetInt64();
        (got.Length + missing).Should().Be(3000);
        got.Should().Equal(Range(41, (int)lost.GetProperty("from").GetInt64() - 41)
            .Concat(Range(lost.GetProperty("to").GetInt64() + 1, (int)(3040 - lost.GetProperty("to").GetInt64()))));
        Told().Should().NotContain("no-events");
    }

    [Fact]
    public void File_DiskFull_IsToldOnceAndGoesOnInTheMiddleOfALine()
    {
        MemoryLineFile file = new() { Room = 1000 };
        _scene.Sink.Outlet.Direct(file);
        _scene.Flap(20);
        for (int i = 0; i < 20; i++)
        {
            Wait();
        }

        file.Text.Length.Should().Be(1000);
        Told().Count(word => word == "no-events").Should().Be(1);
        file.Room = 7;
        Wait();
        Told().Should().NotContain("events");

        file.Room = int.MaxValue;
        Wait();
        Wait();

        Numbers(EventScene.ParseAll(file.Text)).Should().Equal(Range(1, 22), "no line is torn");
        Told().Count(word => word == "no-events").Should().Be(1);
        Told().Count(word => word == "events").Should().Be(1);
    }

    [Fact]
    public void File_Retries_AreSpacedUpToASecond()
    {
        MemoryLineFile file = new() { Room = 0 };
        _scene.Sink.Outlet.Direct(file);
        _scene.Flap(1);
        int before = file.Appends;
        for (int ms = 0; ms < 10_000; ms++)
        {
            _scene.Clock.Advance(1000);
            _scene.Flush();
        }

        (file.Appends - before).Should().BeInRange(10, 20);
    }

    [Fact]
    public void File_ThatCannotBeOpened_IsToldAndTriedAgain()
    {
        MemoryLineFile file = new() { OpenError = OsError.NotPermitted };
        _scene.Sink.Outlet.Direct(file);
        _scene.Flap(2);
        Wait();
        Told().Count(word => word == "no-events").Should().Be(1);

        file.OpenError = OsError.None;
        Wait();

        Numbers(EventScene.ParseAll(file.Text)).Should().StartWith(Range(1, 2));
    }

    [Fact]
    public void File_RotatedInTheMiddleOfALine_BeginsAgainWithThatLine()
    {
        MemoryLineFile file = new() { Room = 700 };
        _scene.Sink.Outlet.Direct(file);
        _scene.Flap(10);
        Settle();
        string old = file.Text;
        old.Should().NotEndWith("\n");
        file.Forget();

        file.IsMoved = true;
        file.Room = int.MaxValue;
        _scene.Sink.Outlet.Direct(file);
        Wait();

        List<JsonElement> documents = EventScene.ParseAll(file.Text);
        documents[0].GetProperty("type").GetString().Should().Be("stream");
        long whole = old.Count(c => c == '\n') - 1;
        Numbers(documents).Should().StartWith(Range(whole + 1, (int)(10 - whole)));
    }

    [Fact]
    public void File_ReplacedAgainAndAgainWhileNothingIsTaken_HasOneHead()
    {
        MemoryLineFile file = new() { Room = 0 };
        _scene.Flap(60);
        for (int i = 0; i < 100; i++)
        {
            file.IsMoved = true;
            _scene.Sink.Outlet.Direct(file);
            Wait();
        }

        file.Room = int.MaxValue;
        Wait();

        List<JsonElement> documents = EventScene.ParseAll(file.Text);
        documents.Count(d => d.GetProperty("type").GetString() == "stream").Should().Be(1);
        Numbers(documents).Should().StartWith(Range(1, 60));
    }

    [Fact]
    public void Direct_AnotherFile_GetsAllThatIsStillThere()
    {
        MemoryLineFile first = new();
        MemoryLineFile second = new();
        _scene.Sink.Outlet.Direct(first);
        _scene.Flap(5);
        _scene.Sink.Outlet.Direct(second);
        _scene.Flap(2);
        _scene.Sink.Outlet.Direct(null);
        _scene.Flap(2);

        Numbers(EventScene.ParseAll(first.Text)).Should().Equal(Range(1, 5));
        Numbers(EventScene.ParseAll(second.Text)).Should().Equal(Range(1, 7));
        _scene.Flush().Should().Be(long.MaxValue);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(0)]
    public void Accept_AndFlush_AllocateNothing(int room)
    {
        MemoryLineFile file = new() { Room = room };
        _scene.Sink.Outlet.Direct(file);
        _scene.Flap(10);
        long bytes = Allocation.Of(() =>
        {
            file.Forget();
            for (int i = 0; i < 500; i++)
            {
                _scene.Clock.Advance(100_000);
                _scene.Facts.Post(new Fact(FactKind.Down) { Service = 0, Real = 0, DurationUs = 5 });
                _scene.Facts.Post(new Fact(FactKind.Confirmed) { Service = 0, Real = 0 });
                _scene.Flush();
            }
        });

        bytes.Should().Be(0);
    }

    private static long[] Range(long from, int count) => [.. Enumerable.Range((int)from, count).Select(n => (long)n)];

    private static IEnumerable<long> Numbers(IEnumerable<JsonElement> documents) => documents
        .Where(document => document.GetProperty("type").GetString() == "event")
        .Select(document => document.GetProperty("seq").GetInt64());

    private void Settle()
    {
        for (int i = 0; i < 500; i++)
        {
            _scene.Flush();
        }
    }

    private void Wait()
    {
        _scene.Clock.Advance(EventOutlet.MaxRetryUs);
        Settle();
    }

    private List<string> Told()
    {
        EventCursor cursor = _scene.Log.Oldest();
        return [.. _scene.ReadAll(ref cursor).Where(d => d.GetProperty("type").GetString() == "event")
            .Select(d => d.GetProperty("event").GetString()!)];
    }
}
