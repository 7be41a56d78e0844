using System;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Transitions;

public sealed class DetailPoolTests
{
    private readonly DetailPool _pool = new();

    [Fact]
    public void Keep_OwnAndForeignText_AreFoundWithTheirOrigin()
    {
        int own = _pool.Keep("delete 10.0.0.11:80"u8);
        int foreign = _pool.KeepForeign("554 no\n"u8);

        Text(own, out bool ownIsForeign).Should().Be("delete 10.0.0.11:80");
        ownIsForeign.Should().BeFalse();
        Text(foreign, out bool foreignIsForeign).Should().Be("554 no\n");
        foreignIsForeign.Should().BeTrue();
    }

    [Fact]
    public void Keep_PlaceAndForeignText_AreFoundEachByItself()
    {
        int both = _pool.KeepForeign("554 no"u8, "in step 1 expect"u8);
        int place = _pool.KeepForeign(default, "in step 2 close"u8);
        int text = _pool.KeepForeign("550"u8);

        Text(both, out bool foreign).Should().Be("554 no");
        foreign.Should().BeTrue();
        Text(place, out _).Should().BeEmpty();
        ((int[])[both, place, text, 0]).Select(ticket => Encoding.ASCII.GetString(_pool.FindPlace(ticket))).Should()
            .Equal("in step 1 expect", "in step 2 close", "", "");
        _pool.KeepForeign(default, default).Should().Be(0);
    }

    [Fact]
    public void Keep_EmptyText_GetsNoTicket()
    {
        _pool.Keep(default).Should().Be(0);
        Text(0, out _).Should().BeEmpty();
    }

    [Fact]
    public void Keep_LongText_IsCut()
    {
        int ticket = _pool.Keep(Encoding.ASCII.GetBytes(new string('a', DetailPool.MaxBytes + 1)));

        Text(ticket, out _).Should().Be(new string('a', DetailPool.MaxBytes));
    }

    [Fact]
    public void Find_AfterManyNewerTexts_IsMissingExactlyWhenOverwritten()
    {
        int first = _pool.Keep("first"u8);
        int second = _pool.Keep("second"u8);
        for (int i = 0; i < 1022; i++)
        {
            _pool.Keep("newer"u8);
        }

        Text(first, out _).Should().Be("first");
        _pool.Keep("newest"u8);
        Text(first, out _).Should().BeEmpty();
        Text(second, out _).Should().Be("second");
    }

    [Fact]
    public void Find_TicketThatWasNeverGiven_IsMissing()
    {
        int ticket = _pool.Keep("only"u8);

        Text(ticket + 1, out _).Should().BeEmpty();
        Text(-1, out _).Should().BeEmpty();
        Text(int.MinValue, out _).Should().BeEmpty();
        Text(int.MaxValue, out _).Should().BeEmpty();
    }

    [Fact]
    public void Keep_ShorterTextInAUsedEntry_ShowsNothingOfTheOlder()
    {
        for (int i = 0; i < 1024; i++)
        {
            _pool.KeepForeign("a longer text"u8);
        }

        int ticket = _pool.Keep("short"u8);

        Text(ticket, out bool foreign).Should().Be("short");
        foreign.Should().BeFalse();
    }

    private string Text(int ticket, out bool foreign)
    {
        ReadOnlySpan<byte> text = _pool.Find(ticket, out foreign);
        return Encoding.ASCII.GetString(text);
    }
}
