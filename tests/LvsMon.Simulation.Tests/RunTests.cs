using System.IO;
using FluentAssertions;
using Xunit;

namespace LvsMon.Simulation.Tests;

public sealed class RunTests
{
    private const long Turns = 60_000;

    [Fact]
    public void Run_SameSeedTwice_SaysTheSame()
    {
        string first = Output(7);

        first.Should().EndWith("no promise was broken\n");
        Output(7).Should().Be(first);
        Output(8).Should().NotBe(first);
    }

    [Fact]
    public void Run_Storm_DoesWhatAStormIsFor()
    {
        using StringWriter output = new();
        Run run = new(new Options { Seed = 4, Turns = 1_000_000 }, output);

        run.Go().Should().BeTrue(output.ToString());
        run.Totals.Transitions.Should().BeGreaterThan(500);
        run.Totals.Holds.Should().BeGreaterThan(7);
        run.Totals.SlowStarts.Should().BeGreaterThan(50);
        run.Totals.Orders.Should().BeGreaterThan(125);
        run.Totals.Handshakes.Should().BeGreaterThan(12_500);
        run.Totals.Datagrams.Should().BeGreaterThan(12_500);
        run.Totals.Programs.Should().BeGreaterThan(12_500);
        run.Totals.Reloads.Should().BeGreaterThan(50);
        run.Totals.Crashes.Should().BeGreaterThan(25);
        run.Totals.Edits.Should().BeGreaterThan(750);
        run.Totals.LogLines.Should().BeGreaterThan(750);
        run.Totals.Summaries.Should().BeGreaterThan(75);
        run.Totals.Notices.Should().BeGreaterThan(750);
        run.Totals.Skipped.Should().BeGreaterThan(5);
        run.Totals.Reports.Should().BeGreaterThan(750);
        run.Totals.FailedReports.Should().BeGreaterThan(25);
        run.Totals.Visits.Should().BeGreaterThan(75);
        run.Totals.Answers.Should().BeGreaterThan(37);
        run.Totals.TakenUs.Should().BeGreaterThan(5_000_000);
        run.Totals.Compared.Should().BeGreaterThan(125);
    }

    [Theory]
    [InlineData("--seed", "x")]
    [InlineData("--turns", "")]
    [InlineData("--faster", "1")]
    public void Options_Wrong_AreRefused(string option, string value)
    {
        Options.Read([option, value]).Should().BeNull();
    }

    [Fact]
    public void Options_Given_AreTaken()
    {
        Options? options = Options.Read(["--seed", "5", "--no-shrink", "--turns", "9"]);

        options.Should().Be(new Options { Seed = 5, Turns = 9, Shrinks = false });
    }

    private static string Output(ulong seed)
    {
        using StringWriter output = new() { NewLine = "\n" };
        new Run(new Options { Seed = seed, Turns = Turns }, output).Go();
        return output.ToString();
    }
}
