using FluentAssertions;
using LvsMon.Tests.Support;
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
        using TestFile file = new(
            "virtual tcp 192.0.2.80:80 {\n    schedular rr\n    check htpt\n    real 10.0.0.1:80 weight 70000\n}\n");

        CommandRun run = CommandRun.Of("check-config", "--file", file.Path);

        run.Code.Should().Be(78);
        run.Output.Should().BeEmpty();
        string[] lines = run.Error.Split('\n');
        lines[0].Should().Be(
            $"{file.Path}:2:5: error: unknown directive \"schedular\" in virtual; did you mean \"scheduler\"?");
        lines[1].Should().Be("    2 |     schedular rr");
        lines[2].Should().Be("      |     ^^^^^^^^^");
        lines[3].Should().StartWith($"{file.Path}:3:11: error: unknown check \"htpt\"").And.Contain("\"http\"");
        lines[6].Should().StartWith($"{file.Path}:4:29: error: weight");
        lines[^2].Should().Be($"3 errors in {file.Path}; nothing was changed");
    }

    [Fact]
    public void CheckConfig_OfAMissingFile_SaysWhichAndWhy()
    {
        CommandRun run = CommandRun.Of("check-config", "--file", "/nonexistent/lvsmon.conf");

        run.Code.Should().Be(78);
        run.Error.Should().Contain("/nonexistent/lvsmon.conf").And.Contain("no such file");
    }
}
