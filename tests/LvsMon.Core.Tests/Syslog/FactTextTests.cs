using System;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Syslog;
using LvsMon.Core.Tests.Planning;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Syslog;

public sealed class FactTextTests
{
    private readonly LogSamples _samples = new();

    [Fact]
    public void Write_FirstVerdict_SaysFirstCheck()
    {
        _samples.Line(LogSamples.Down() with { DurationUs = -1 }).Should()
            .Be("DOWN www 10.0.0.11:80: connect refused; 3 of 3 failed; first check; check 0.4ms; seq 1817");
    }

    [Theory]
    [InlineData(CheckReason.StatusRefused, 503, "status 503")]
    [InlineData(CheckReason.ReceiveTimeout, 0, "receive timeout")]
    [InlineData(CheckReason.NoSuccess, 0, "no success for 5m")]
    [InlineData(CheckReason.SelfConnect, 0, "self-connect")]
    [InlineData(CheckReason.ExitRefused, 2, "exit 2")]
    [InlineData(CheckReason.ProgramBroke, 11, "killed by signal 11")]
    [InlineData(CheckReason.ProgramTimeout, 0, "program timeout")]
    public void Write_DownReason_HasItsNumberOrTime(CheckReason reason, short number, string words)
    {
        _samples.Line(LogSamples.Down() with { Reason = reason, Number = number }).Should()
            .StartWith($"DOWN www 10.0.0.11:80: {words}; 3 of 3 failed;");
    }

    [Theory]
    [InlineData(CheckReason.StatusAccepted, 204, "204")]
    [InlineData(CheckReason.Connected, 0, "connected")]
    [InlineData(CheckReason.Exited, 1, "exit 1")]
    [InlineData(CheckReason.Exited, 0, "exit 0")]
    [InlineData(CheckReason.Matched, 0, "matched")]
    [InlineData(CheckReason.Matched, 220, "220")]
    public void Write_UpReason_IsWhatPassed(CheckReason reason, short number, string words)
    {
        _samples.Line(LogSamples.Up() with { Reason = reason, Number = number }).Should()
            .StartWith($"UP www 10.0.0.11:80: {words}; 1 of 1 passed;");
    }

    [Fact]
    public void Write_NoSuccessWithoutATime_LeavesItOut()
    {
        _samples.Line(LogSamples.Down() with { Real = 1, Reason = CheckReason.NoSuccess }).Should()
            .StartWith("DOWN www 10.0.0.12:80: no success; 3 of 3");
    }

    [Fact]
    public void Write_PeersBytes_AreQuotedAndEscaped()
    {
        Fact fact = LogSamples.Down() with
        {
            Reason = CheckReason.Mismatch,
            Detail = _samples.Foreign("554 \"no\"\r\n<31>Jan  1\u001b[2J\u00ff"),
        };

        _samples.Line(fact).Should().StartWith(
            "DOWN www 10.0.0.11:80: mismatch \"554 \\\"no\\\"\\x0d\\x0a<31>Jan  1\\x1b[2J\\xff\"; 3 of 3");
    }

    [Theory]
    [InlineData("554 no", "mismatch in step 3 expect-not \"554 no\"; 3 of 3")]
    [InlineData("", "mismatch in step 3 expect-not; 3 of 3")]
    public void Write_PlaceInAConversation_StandsBehindTheReason(string bytes, string words)
    {
        int detail = _samples.Details.KeepForeign(Encoding.ASCII.GetBytes(bytes), "in step 3 expect-not"u8);
        Fact fact = LogSamples.Down() with { Reason = CheckReason.Mismatch, Detail = detail };

        _samples.Line(fact).Should().StartWith($"DOWN www 10.0.0.11:80: {words}");
    }

    [Fact]
    public void Write_ManyPeersBytes_AreCutAt64()
    {
        Fact fact = LogSamples.Down() with
        {
            Reason = CheckReason.Mismatch,
            Detail = _samples.Foreign(new string('a', 65)),
        };

        _samples.Line(fact).Should().Contain($"mismatch \"{new string('a', 64)}\"; ");
    }

    [Fact]
    public void Write_DetailOverwritten_LeavesItOut()
    {
        Fact fact = LogSamples.Down() with { Reason = CheckReason.Mismatch, Detail = _samples.Foreign("554 no") };
        for (int i = 0; i < 2_000; i++)
        {
            _samples.Own("newer");
        }

        _samples.Line(fact).Should().StartWith("DOWN www 10.0.0.11:80: mismatch; 3 of 3 failed;");
    }

    [Theory]
    [InlineData(0, "0us")]
    [InlineData(99, "99us")]
    [InlineData(100, "0.1ms")]
    [InlineData(999, "0.9ms")]
    [InlineData(1_000, "1ms")]
    [InlineData(2_999_999, "2.9s")]
    public void Write_CheckTime_IsInTenthsOfAMillisecond(int us, string expected)
    {
        _samples.Line(LogSamples.Down() with { D = us }).Should().EndWith($"; check {expected}; seq 1817");
    }

    [Fact]
    public void Write_ServiceWithoutFallback_SaysNothingOfOne()
    {
        _samples.Line(new Fact(FactKind.Empty) { Service = 1, Sequence = 5 }).Should()
            .Be("EMPTY tcp 192.0.2.80:81: no real server up; seq 5");
    }

    [Fact]
    public void Write_CountsOfOne_AreSingular()
    {
        _samples.Line(new Fact(FactKind.Lag) { A = 1, DurationUs = 1_000, Sequence = 1 }).Should()
            .Be("LAG 1ms: 1 check in flight is inconclusive; seq 1");
        _samples.Line(new Fact(FactKind.Served) { Service = 1, A = 1, B = 1, Sequence = 2 }).Should()
            .Be("SERVED tcp 192.0.2.80:81: 1 of 1 real server up; seq 2");
        _samples.Line(new Fact(FactKind.Started) { A = 1, B = 1, DurationUs = 1_000, Sequence = 3 }).Should()
            .Be("STARTED: 1 of 1 real server up; first round took 1ms; seq 3");
        _samples.Line(new Fact(FactKind.LinesLost) { A = 1, Sequence = 4 }).Should()
            .Be("LOST 1 line: too many at once; seq 4");
        _samples.Line(new Fact(FactKind.ReloadRefused) { A = 1, Detail = _samples.Own("x"), Sequence = 5 }).Should()
            .Be("RELOAD refused: 1 error, x; nothing was changed; seq 5");
        _samples.Line(new Fact(FactKind.Adopted) { A = 1, B = 1, Sequence = 6 }).Should()
            .Be("ADOPTED: 1 real server found in the table, 1 entry not in the configuration; seq 6");
    }

    [Fact]
    public void Write_WithoutDetail_StillMakesASentence()
    {
        _samples.Line(new Fact(FactKind.Drift) { Service = 0, Real = 1, B = 1, Sequence = 1 }).Should()
            .Be("DRIFT www 10.0.0.12:80: changed by somebody else; repaired; seq 1");
        _samples.Line(new Fact(FactKind.OutOfStep) { Sequence = 2 }).Should()
            .Be("TABLE out of step: it is not what it should be; trying again; seq 2");
        _samples.Line(new Fact(FactKind.Table) { A = 7, DurationUs = 400, Sequence = 3 }).Should()
            .Be("TABLE: 7 edits applied in 0.4ms; seq 3");
        _samples.Line(new Fact(FactKind.Reload) { D = -1, Sequence = 4 }).Should()
            .Be("RELOAD: +0 -0 ~0 real servers; seq 4");
        _samples.Line(new Fact(FactKind.Disowned) { Sequence = 5 }).Should()
            .Be("DISOWNED a service: not in the configuration any more, removed from the table; seq 5");
        _samples.Line(new Fact(FactKind.Stopped) { A = 1, Sequence = 6 }).Should()
            .Be("STOPPED: own services removed from the table; seq 6");
        _samples.Line(new Fact(FactKind.Stopped) { A = 3, Sequence = 7 }).Should()
            .Be("STOPPED: a shadow; nothing was ever written; seq 7");
        _samples.Line(new Fact(FactKind.Disagree) { Service = 0, Sequence = 8 }).Should()
            .Be("DISAGREE www: not what it should be; seq 8");
    }

    [Fact]
    public void Write_EntriesWithoutALineOfTheirOwn_AreANumber()
    {
        _samples.Line(new Fact(FactKind.Fight) { B = 24, Sequence = 1 }).Should()
            .Be("FIGHT: 24 more entries changed again and again by somebody else, left alone; seq 1");
        _samples.Line(new Fact(FactKind.Disagree) { B = 24, Sequence = 2 }).Should()
            .Be("DISAGREE: 24 more entries; seq 2");
        _samples.Line(new Fact(FactKind.Agree) { B = 1, Sequence = 3 }).Should()
            .Be("AGREE: 1 more entry; seq 3");
    }

    [Fact]
    public void Write_AgreeOfNoRealServer_NamesTheEntry()
    {
        Fact fact = new(FactKind.Agree) { Service = 0, DurationUs = 2_000_000, Sequence = 1 };

        _samples.Line(fact with { Detail = _samples.Own("fallback 127.0.0.1:8080") }).Should()
            .Be("AGREE www: fallback 127.0.0.1:8080 after 2s; seq 1");
    }

    [Fact]
    public void Write_FightThatLastedNoWholeSecond_RoundsTheRestUp()
    {
        Fact fact = new(FactKind.Fight) { Service = 0, A = 4, B = 1, C = 90_900, DurationUs = 3_509_100_000 };

        _samples.Line(fact).Should().Be("FIGHT www: changed 4 times within 1m30s by somebody else "
            + "(not what it should be); left as it is for 58m30s; seq 0");
    }

    [Fact]
    public void Write_ProgramsWords_AreQuoted()
    {
        Fact fact = new(FactKind.OutOfStep) { Detail = _samples.Foreign("Memory allocation problem\n"), Sequence = 2 };

        _samples.Line(fact).Should()
            .Be("TABLE out of step: \"Memory allocation problem\\x0a\"; trying again; seq 2");
    }

    [Fact]
    public void Write_Confirmed_IsNoLine()
    {
        _samples.Line(new Fact(FactKind.Confirmed) { Real = 0 }).Should().BeEmpty();
    }

    [Fact]
    public void Write_EveryKindWithRandomFields_IsOneBoundedLineWithItsNumber()
    {
        Random random = new(7);
        byte[] buffer = new byte[FactText.MaxBytes];
        byte[] detail = new byte[300];
        FactText longNames = new(
            Draft.Plan(Draft.Service(
                new string('n', 600), Draft.Real("[2001:db8:1111:2222:3333:4444:5555:6666]:65535"))),
            _samples.Details);
        for (int i = 0; i < 20_000; i++)
        {
            random.NextBytes(detail);
            ReadOnlySpan<byte> text = detail.AsSpan(0, random.Next(detail.Length));
            Fact fact = Random(random) with
            {
                Detail = random.Next(2) == 0 ? _samples.Details.Keep(text) : _samples.Details.KeepForeign(text),
            };

            int length = (i % 2 == 0 ? _samples.Text : longNames).Write(in fact, buffer);

            string line = Encoding.Latin1.GetString(buffer, 0, length);
            length.Should().BeInRange(10, FactText.MaxBytes);
            line.All(c => c is >= ' ' and <= '~').Should().BeTrue(line);
            line.Should().StartWith(LogCatalogue.Of(fact.Kind)!.Word).And.EndWith($"; seq {fact.Sequence}");
        }
    }

    private static Fact Random(Random random) => new(LogCatalogue.All[random.Next(LogCatalogue.All.Count)].Kind)
    {
        Sequence = random.NextInt64(),
        Service = random.Next(-2, 3),
        Real = random.Next(-2, 6),
        Reason = (CheckReason)random.Next(256),
        Number = (short)random.Next(short.MinValue, short.MaxValue),
        A = random.Next(int.MinValue, int.MaxValue),
        B = random.Next(int.MinValue, int.MaxValue),
        C = random.Next(int.MinValue, int.MaxValue),
        D = random.Next(int.MinValue, int.MaxValue),
        DurationUs = random.NextInt64(long.MinValue, long.MaxValue),
    };
}
