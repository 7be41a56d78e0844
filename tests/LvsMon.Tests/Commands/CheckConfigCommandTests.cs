using FluentAssertions;
using Xunit;

namespace LvsMon.Tests.Commands;

public sealed class CheckConfigCommandTests
{
    [Fact]
    public void CheckConfig_OfTheSample_FindsNoMistake()
    {
        CommandRun run = CommandRun.Of("check-config", "--file", CommandReference.RepositoryFile("lvsmon.conf.sample"));

        run.Error.Should().BeEmpty();
        run.Code.Should().Be(0);
        run.Output.Should().EndWith("no mistake found\n");
    }

    [Fact]
    public void CheckConfig_OfMistakesInReadingAndPlanning_TellsAllInFileOrder()
    {
        string path = CommandRun.FileWith(
            "virtual tcp 192.0.2.80:80 {\n    schedular rr\n    check htpt\n    real 10.0.0.1:80 weight 70000\n}\n");

        CommandRun run = CommandRun.Of("check-config", "--file", path);

        run.Code.Should().Be(78);
        run.Output.Should().BeEmpty();
        string[] lines = run.Error.Split('\n');
        lines[0].Should().Be(
            $"{path}:2:5: error: unknown directive \"schedular\" in virtual; did you mean \"scheduler\"?");
        lines[1].Should().Be("    2 |     schedular rr");
        lines[2].Should().Be("      |     ^^^^^^^^^");
        lines[3].Should().StartWith($"{path}:3:11: error: unknown check \"htpt\"").And.Contain("\"http\"");
        lines[6].Should().StartWith($"{path}:4:29: error: weight");
        lines[^2].Should().Be($"3 errors in {path}; nothing was changed");
    }

    [Fact]
    public void CheckConfig_OfAMissingFile_SaysWhichAndWhy()
    {
        CommandRun run = CommandRun.Of("check-config", "--file", "/nonexistent/lvsmon.conf");

        run.Code.Should().Be(78);
        run.Error.Should().Contain("/nonexistent/lvsmon.conf").And.Contain("no such file");
    }
}
