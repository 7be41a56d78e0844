using System.Text;
using FluentAssertions;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Simulation.Checkers;
using LvsMon.Simulation.Episodes;
using Xunit;

namespace LvsMon.Simulation.Tests;

public sealed class NotifyLedgerTests
{
    private const string Head =
        "virtual tcp 10.0.0.1:80 {\n    check tcp\n    real 10.1.0.1:80\n    real 10.1.0.2:80\n";

    private long _sequence;

    [Fact]
    public void Next_OfSeveralChanges_IsTheOldestOfTheNewestAndItsFirstLine()
    {
        NotifyLedger ledger = Of("    notify any /bin/a\n    notify down /bin/b\n");
        Change(ledger, 0, isUp: false);
        Change(ledger, 1, isUp: true);
        ledger.Next(0).Should().Be((0, 0));

        Change(ledger, 0, isUp: false);

        ledger.Next(0).Should().Be((1, 0), "the change before lost its place");
        ledger.Waiting.Should().Be(3);
        ledger.Skipped.Should().Be(2, "both lines have wanted the first one");
    }

    [Fact]
    public void Take_AfterChangesThatMet_SaysHowManyWereLost()
    {
        NotifyLedger ledger = Of("    notify up /bin/a\n");
        Change(ledger, 0, isUp: true);
        Change(ledger, 0, isUp: false);
        ledger.Next(0).Should().Be((-1, -1), "it is over before its turn");
        Change(ledger, 0, isUp: true);

        ledger.Take(0, 0, 0).Should().Be(1);
        ledger.PutBack(0, 0, 0, 1);
        ledger.Next(0).Should().Be((0, 0));
        ledger.Take(0, 0, 0).Should().Be(1);
        ledger.Waiting.Should().Be(0);
    }

    [Fact]
    public void Follow_LineGoneAndLineNew_KeepsWhatWaitsForThoseThatAreThere()
    {
        NotifyLedger ledger = Of("    notify any /bin/a\n    notify any /bin/b\n");
        Change(ledger, 0, isUp: true);
        ledger.Take(0, 0, 0);
        Plan next = PlanOf("    notify up /bin/c\n    notify any /bin/a\n");

        ledger.Follow(new PlanMatch(ledger.Names.Plan, next), new NotifyNames(next));

        ledger.Next(0).Should().Be((0, 0), "the new line is told of what waited for another");
        ledger.Take(0, 0, 0).Should().Be(0);
        ledger.Next(0).Should().Be((-1, -1), "what was told stays told");
    }

    [Fact]
    public void Words_OfAStart_AreFoundByTheirNames()
    {
        NotifyWords words = new("/bin/a\0-v\0LVSMON_SEQ=17\0LVSMON_SET=\0"u8, 2);

        Encoding.ASCII.GetString(words.Program).Should().Be("/bin/a\0-v\0");
        words.Number("LVSMON_SEQ="u8).Should().Be(17);
        words["LVSMON_SET="u8].Length.Should().Be(0);
    }

    private static NotifyLedger Of(string lines) => new(new NotifyNames(PlanOf(lines)));

    private static Plan PlanOf(string lines) => Scenario.Load(Head + lines + "}\n", out _)!;

    private void Change(NotifyLedger ledger, int real, bool isUp) =>
        ledger.Change(
            new Fact(isUp ? FactKind.Up : FactKind.Down) { Service = 0, Real = real, Sequence = ++_sequence });
}
