using FluentAssertions;
using LvsMon.Tests.Support;
using Xunit;

namespace LvsMon.Tests.Commands;

public sealed class PlanCommandTests
{
    [Fact]
    public void Plan_OfTwoServices_ShowsRateSocketsOffsetsAndColdTable()
    {
        using TestFile file = new(
            """
            virtual tcp 192.0.2.80:80 {
                interval 2s
                real 10.0.0.1:80
                real 10.0.0.2:80
            }
            virtual tcp 192.0.2.81:80 {
                interval 2s
                real 10.0.0.1:80
                real 10.0.0.9:80 unmonitored
            }
            """);

        CommandRun run = CommandRun.Of("plan", "--file", file.Path);

        run.Code.Should().Be(0);
        run.Output.Should().Contain("checks                2 (equal ones are done once)\n")
            .And.Contain("checks per second     1\n")
            .And.Contain("0us of 2s     10.0.0.1:80            tcp\n")
            .And.Contain("1s of 2s     10.0.0.2:80            tcp\n")
            .And.Contain("  -A -t 192.0.2.80:80 -s wlc\n")
            .And.Contain("  -a -t 192.0.2.81:80 -r 10.0.0.9:80 -m -w 1\n")
            .And.NotContain("-r 10.0.0.2:80", "nothing is in the table before its first success");
    }

    [Fact]
    public void Plan_OfAWrongFile_TellsTheMistakesWithoutAPause()
    {
        using TestFile file = new("virtual tcp 192.0.2.80:80 {\n");

        CommandRun run = CommandRun.Of("plan", "--file", file.Path);

        run.Code.Should().Be(78);
        run.Error.Should().Contain("is not closed");
        run.Output.Should().BeEmpty();
    }
}
