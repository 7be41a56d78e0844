using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Transitions;

public sealed class FactStreamTests
{
    [Fact]
    public void Flush_PostedFacts_ReachAllSinksInOrderWithNumbers()
    {
        ListeningSink first = new();
        ListeningSink second = new();
        FactStream stream = new(new DetailPool(), first, second);

        stream.Post(new Fact(FactKind.Down) { Real = 4 });
        stream.Post(new Fact(FactKind.Empty) { Service = 2 });
        first.Heard.Should().BeEmpty("facts are told at the end of the turn");
        stream.Flush(nowUs: 10);

        first.Heard.Select(f => (f.Kind, f.Sequence)).Should().Equal((FactKind.Down, 1L), (FactKind.Empty, 2L));
        second.Heard.Should().Equal(first.Heard);
        stream.LastSequence.Should().Be(2);
    }

    [Fact]
    public void Post_Confirmed_TakesNoNumber()
    {
        ListeningSink sink = new();
        FactStream stream = new(new DetailPool(), sink);

        stream.Post(new Fact(FactKind.Confirmed));
        stream.Post(new Fact(FactKind.Up));
        stream.Flush(nowUs: 10);

        sink.Heard.Select(f => f.Sequence).Should().Equal(0L, 1L);
    }

    [Fact]
    public void Post_MoreThanTheRingHolds_LosesNothing()
    {
        ListeningSink sink = new();
        FactStream stream = new(new DetailPool(), sink);

        for (int i = 0; i < 1000; i++)
        {
            stream.Post(new Fact(FactKind.Up) { Real = i });
        }

        stream.Flush(nowUs: 10);

        sink.Heard.Select(f => f.Real).Should().Equal(Enumerable.Range(0, 1000));
        sink.Heard.Select(f => f.Sequence).Should().Equal(Enumerable.Range(1, 1000).Select(i => (long)i));
    }

    [Fact]
    public void Post_FromAccept_IsABrokenInvariant()
    {
        FactStream? stream = null;
        ListeningSink sink = new() { OnAccept = _ => stream!.Post(new Fact(FactKind.Up)) };
        stream = new FactStream(new DetailPool(), sink);
        stream.Post(new Fact(FactKind.Down));

        Action flush = () => stream.Flush(nowUs: 10);

        flush.Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Flush_SeveralSinks_WantsTheEarliestTime()
    {
        FactStream stream = new(
            new DetailPool(),
            new ListeningSink { Next = 500 },
            new ListeningSink { Next = 300 },
            new ListeningSink());

        stream.Flush(nowUs: 10).Should().Be(300);
    }

    [Fact]
    public void Flush_NothingPending_WantsNoTime()
    {
        FactStream stream = new(new DetailPool(), new ListeningSink());

        stream.Flush(nowUs: 10).Should().Be(long.MaxValue);
    }

    [Fact]
    public void Flush_SinkPostsAfterAnotherHasFlushed_TellsItAndAsksForAnotherTurn()
    {
        ListeningSink log = new();
        ListeningSink table = new() { OnFlush = stream => stream.Post(new Fact(FactKind.Table)) };
        FactStream stream = new(new DetailPool(), log, table);

        long next = stream.Flush(nowUs: 10);

        log.Heard.Should().ContainSingle(f => f.Kind == FactKind.Table);
        next.Should().Be(10, "the log had flushed before it heard of the edit");
    }

    private sealed class ListeningSink : IFactSink
    {
        internal List<Fact> Heard { get; } = [];

        internal Action<Fact>? OnAccept { get; init; }

        internal Action<FactStream>? OnFlush { get; init; }

        internal long Next { get; init; } = long.MaxValue;

        public void Accept(in Fact fact)
        {
            Heard.Add(fact);
            OnAccept?.Invoke(fact);
        }

        public long Flush(long nowUs, FactStream facts)
        {
            OnFlush?.Invoke(facts);
            return Next;
        }
    }
}
