using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using LvsMon.Core.Control;
using LvsMon.Core.Events;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Core.Tests.Control;

public sealed class EventsAnswerTests
{
    private const string Follow = ",\"follow\":true";
    private static readonly string[] State =
    [
        "snapshot", "daemon", "service", "real", "real", "service", "real", "real", "service", "real", "real",
        "snapshot-end",
    ];

    private readonly EventsScene _scene = new();

    [Fact]
    public void Events_WithoutSince_AreASnapshotAndAnEnd()
    {
        int slot = _scene.Connect();
        _scene.Happen(5);

        _scene.Say(slot, "");

        _scene.Types(slot).Should().Equal([.. State.Prepend("stream"), "end"]);
        _scene.Documents(slot)[1].GetProperty("seq").GetInt64().Should().Be(5);
        _scene.Documents(slot)[^2].GetProperty("seq").GetInt64().Should().Be(5);
    }

    [Fact]
    public void Documents_OfTheStream_HaveTheMembersOfTheCatalogues()
    {
        int slot = _scene.Connect();
        _scene.Happen(2000);
        _scene.Say(slot, ",\"since\":7");

        foreach (JsonElement document in _scene.Documents(slot))
        {
            string type = document.GetProperty("type").GetString()!;
            document.EnumerateObject().Select(member => member.Name).Skip(1).Should().Equal(
                EventCatalogue.Fields.Where(field => field.Document == type).Select(field => field.Name)
                    .Concat(ControlCatalogue.Fields.Where(f => f.Document == type).Select(f => f.Name)), type);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 4)]
    [InlineData(5, 6)]
    public void Events_Since_AreThoseBehindTheNumber(int since, int first)
    {
        int slot = _scene.Connect();
        _scene.Happen(5);

        _scene.Say(slot, $",\"since\":{since}");

        _scene.Numbers(slot).Should().Equal(Enumerable.Range(first, 6 - first).Select(n => (long)n));
        _scene.Types(slot).Should().NotContain("snapshot").And.NotContain("lost").And.EndWith("end");
    }

    [Fact]
    public void Events_SinceTooOld_AreToldAsLostAndAnsweredWithASnapshot()
    {
        int slot = _scene.Connect();
        _scene.Happen(2000);

        _scene.Say(slot, ",\"since\":7");

        _scene.Types(slot).Should().Equal([.. State.Prepend("lost").Prepend("stream"), "end"]);
        JsonElement lost = _scene.Documents(slot)[1];
        lost.GetProperty("from").GetInt64().Should().Be(8);
        lost.GetProperty("to").GetInt64().Should().BeGreaterThan(1000);
    }

    [Fact]
    public void Events_SinceTheBeginning_AreAllThatIsThereWithoutASnapshot()
    {
        int slot = _scene.Connect();
        _scene.Happen(2000);

        _scene.Say(slot, ",\"since\":0");

        _scene.Types(slot).Take(2).Should().Equal("stream", "lost");
        long from = _scene.Documents(slot)[1].GetProperty("to").GetInt64() + 1;
        _scene.Numbers(slot).Should().Equal(Range(from, 2000));
    }

    [Theory]
    [InlineData(",\"since\":9")]
    [InlineData(",\"since\":2,\"run\":\"4712-1\"")]
    public void Events_SinceANumberOfAnotherRun_AreASnapshot(string members)
    {
        int slot = _scene.Connect();
        _scene.Happen(5);

        _scene.Say(slot, members);

        _scene.Types(slot).Should().Equal([.. State.Prepend("lost").Prepend("stream"), "end"]);
        _scene.Documents(slot)[1].GetProperty("count").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Theory]
    [InlineData(",\"since\":-1")]
    [InlineData(",\"run\":\"4711-1\"")]
    [InlineData(",\"since\":\"1\"")]
    [InlineData(",\"follow\":1")]
    public void Events_WrongMembers_AreRefused(string members)
    {
        int slot = _scene.Connect();

        _scene.Say(slot, members);

        _scene.Documents(slot).Single().GetProperty("error").GetString().Should().Be("bad-value");
    }

    [Fact]
    public void Follow_Events_ComeAsTheyHappen()
    {
        int slot = _scene.Connect();
        _scene.Happen(3);
        _scene.Say(slot, Follow);
        _scene.Types(slot).Should().Equal(State.Prepend("stream"));

        for (int i = 0; i < 40; i++)
        {
            _scene.Server.HasNews.Should().BeFalse();
            _scene.Happen(1);
            _scene.Server.HasNews.Should().BeTrue();
            _scene.Serve();
            _scene.Numbers(slot).Should().Equal(Range(4, 4 + i));
            _scene.Harness.Clock.Advance(7 * ControlLimits.IdleUs);
        }

        _scene.Clients.IsOpen(slot).Should().BeTrue("a follower need not say anything");
        _scene.Types(slot).Should().NotContain("end");
    }

    [Fact]
    public void Follow_AnyNumberAtOnce_LeavesTimeWithoutEnd()
    {
        int slot = _scene.Connect();
        _scene.Say(slot, Follow);
        for (int count = 1; count < 80; count++)
        {
            _scene.Happen(count);
            _scene.Serve();
            _scene.Harness.Clock.Advance(7 * ControlLimits.IdleUs);
            _scene.Serve();
            _scene.Clients.IsOpen(slot).Should().BeTrue($"{count} at once fill a buffer exactly or not");
        }
    }

    [Fact]
    public void Follow_EndedByARequestAndNotRead_IsLetGo()
    {
        int first = _scene.Connect();
        _scene.Say(first, Follow);
        int slot = _scene.Connect();
        _scene.Clients.SetRoom(slot, _scene.Clients.Heard(first).Length);
        const string Request = "{\"version\":1,\"command\":\"events\",\"follow\":true}\n";
        _scene.Clients.Say(slot, Encoding.ASCII.GetBytes(Request + Request));
        _scene.Serve();
        _scene.Harness.Clock.Advance(ControlLimits.UnreadUs);
        _scene.Serve();

        _scene.Clients.IsOpen(slot).Should().BeFalse();
    }

    [Fact]
    public void Follow_SlowReaderInTime_IsToldWhatItLostAndGetsASnapshot()
    {
        int slot = _scene.Connect();
        _scene.Say(slot, Follow);
        _scene.Clients.SetRoom(slot, 300);
        _scene.Happen(2000);
        _scene.Serve();
        _scene.Harness.Clock.Advance(ControlLimits.UnreadUs - 1);
        _scene.Serve();

        _scene.Clients.SetRoom(slot, int.MaxValue);
        _scene.Serve();
        _scene.Happen(2);
        _scene.Serve();

        List<JsonElement> documents = _scene.Documents(slot);
        JsonElement lost = documents.Single(d => d.GetProperty("type").GetString() == "lost");
        long from = lost.GetProperty("from").GetInt64();
        _scene.Types(slot).Should().Equal(
            [.. State.Prepend("stream"), .. Enumerable.Repeat("event", (int)from - 1), "lost", .. State, "event",
                "event"]);
        _scene.Numbers(slot).Should().Equal([.. Range(1, from - 1), 2001, 2002]);
    }

    [Fact]
    public void Follow_WhoDoesNotReadForTheDeadline_IsLetGoAndHisPlaceIsFree()
    {
        int slot = _scene.Connect();
        _scene.Say(slot, Follow);
        _scene.Clients.SetRoom(slot, 0);
        _scene.Happen(1);
        _scene.Serve();
        _scene.Harness.Clock.Advance(ControlLimits.UnreadUs);
        _scene.Serve();

        _scene.Clients.IsOpen(slot).Should().BeFalse();
        for (int i = 0; i < ControlLimits.Followers; i++)
        {
            int next = _scene.Connect();
            _scene.Clients.SetRoom(next, int.MaxValue);
            _scene.Say(next, Follow);
            _scene.Types(next).Should().Contain("snapshot-end");
        }
    }

    [Fact]
    public void Follow_Places_AreLimitedAndOthersAreAnswered()
    {
        for (int i = 0; i < ControlLimits.Followers; i++)
        {
            _scene.Say(_scene.Connect(), Follow);
        }

        int slot = _scene.Connect();
        _scene.Say(slot, Follow);
        _scene.Documents(slot).Single().GetProperty("error").GetString().Should().Be("too-many-followers");
        _scene.Clients.Forget(slot);
        _scene.Say(slot, "");
        _scene.Types(slot)[^1].Should().Be("end");

        _scene.Clients.Vanish(0);
        _scene.Serve();
        _scene.Clients.Forget(slot);
        _scene.Say(slot, Follow);
        _scene.Types(slot)[^1].Should().Be("snapshot-end");
    }

    [Fact]
    public void Follow_AnotherRequest_EndsTheStreamAndIsAnswered()
    {
        int slot = _scene.Connect();
        _scene.Clients.Say(slot, Encoding.ASCII.GetBytes(
            "{\"version\":1,\"command\":\"events\",\"follow\":true}\n{\"version\":1,\"command\":\"version\"}\n"));

        _scene.Serve();

        _scene.Types(slot).Should().Equal([.. State.Prepend("stream"), "end", "version", "end"]);
        _scene.Say(slot, Follow);
        _scene.Happen(1);
        _scene.Serve();
        _scene.Numbers(slot).Should().Equal(1);
    }

    [Fact]
    public void Follow_Reload_DoesNotEndTheStreamAndBeginsTheSnapshotAgain()
    {
        int slot = _scene.Connect();
        _scene.Clients.SetRoom(slot, 500);
        _scene.Say(slot, Follow);

        _scene.Harness.Follow(ControlScene.SomePlan());
        _scene.Answers.Follow();
        _scene.Clients.SetRoom(slot, int.MaxValue);
        _scene.Serve();
        _scene.Happen(1);
        _scene.Serve();

        _scene.Types(slot).Should().NotContain("error").And.EndWith("event");
        _scene.Types(slot).Count(type => type == "snapshot").Should().BeInRange(1, 2);
        _scene.Types(slot)[^2].Should().Be("snapshot-end");
        int before = _scene.Types(slot).Count;

        _scene.Harness.Follow(ControlScene.SomePlan());
        _scene.Answers.Follow();
        _scene.Happen(1);
        _scene.Serve();
        _scene.Types(slot).Should().HaveCount(before + 1);
    }

    [Fact]
    public void Follow_ASilentOne_DoesNotHoldUpAnother()
    {
        int silent = _scene.Connect();
        _scene.Say(silent, Follow);
        _scene.Clients.SetRoom(silent, 0);
        int good = _scene.Connect();
        _scene.Say(good, Follow);

        for (int i = 0; i < 100; i++)
        {
            _scene.Happen(3);
            _scene.Server.Serve(_scene.NowUs);
            _scene.Server.Serve(_scene.NowUs);
        }

        _scene.Serve();
        _scene.Numbers(good).Should().Equal(Range(1, 300));
    }

    [Fact]
    public void Follow_EightOfThem_AreAllServedInBoundedTurns()
    {
        int[] slots = [.. Enumerable.Range(0, ControlLimits.Followers).Select(_ => _scene.Connect())];
        foreach (int slot in slots)
        {
            _scene.Say(slot, Follow);
        }

        _scene.Happen(1);
        _scene.Server.Serve(_scene.NowUs);
        slots.Count(slot => _scene.Numbers(slot).Count == 1).Should().Be(ControlLimits.ClientsPerTurn);
        _scene.Server.NextUs.Should().Be(_scene.NowUs, "the others wait");
        _scene.Server.Serve(_scene.NowUs);

        slots.Should().OnlyContain(slot => _scene.Numbers(slot).Count == 1);
    }

    [Fact]
    public void Follow_Turns_AllocateNothing()
    {
        int slot = _scene.Connect();
        _scene.Say(slot, Follow);
        long bytes = Allocation.Of(() =>
        {
            _scene.Clients.Forget(slot);
            _scene.Happen(700);
            _scene.Serve();
        });

        bytes.Should().Be(0);
        _scene.Types(slot).Should().Contain("lost").And.Contain("snapshot-end");
    }

    private static IEnumerable<long> Range(long from, long to)
    {
        for (long number = from; number <= to; number++)
        {
            yield return number;
        }
    }
}
