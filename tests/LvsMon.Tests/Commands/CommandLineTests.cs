using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using FluentAssertions;
using LvsMon.Commands;
using Xunit;

namespace LvsMon.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public void Help_OfEveryCommand_FitsEightyColumnsAndListsEveryOption()
    {
        foreach ((string path, Command command) in CommandReference.Commands())
        {
            CommandRun run = CommandRun.Of([.. path.Split(' ').Skip(1), "--help"]);

            run.Code.Should().Be(0, path);
            run.Error.Should().BeEmpty(path);
            run.Output.Split('\n').Max(line => line.TrimEnd().Length).Should().BeLessThanOrEqualTo(80, path);
            foreach (Option option in CommandReference.OwnOptions(command))
            {
                run.Output.Should().Contain(option.Name, path);
            }
        }
    }

    [Fact]
    public void Help_OfEveryCommandButTheRoot_EndsWithAnExampleOfItself()
    {
        foreach ((string path, Command _) in CommandReference.Commands().Skip(1))
        {
            string[] lines = CommandRun.Of([.. path.Split(' ').Skip(1), "--help"]).Output.TrimEnd().Split('\n');

            lines[^2].Should().Be("Example:", path);
            lines[^1].Should().StartWith($"  {path}", path);
        }
    }

    [Fact]
    public void Options_AllThatHelpNames_AreAccepted()
    {
        foreach ((string path, Command command) in CommandReference.Commands())
        {
            foreach (Option option in CommandReference.OwnOptions(command))
            {
                string[] words = [.. path.Split(' ').Skip(1), option.Name, .. ValueFor(option)];
                CommandLine.Tree().Parse(words).Errors
                    .Where(e => e.Message.Contains(option.Name) || e.Message.Contains("nrecognized"))
                    .Should().BeEmpty($"{path} {option.Name}");
            }
        }
    }

    [Theory]
    [InlineData(64, "--no-such-option")]
    [InlineData(64, "no-such-command")]
    [InlineData(64, "--interval", "0")]
    [InlineData(64, "--interval", "-1")]
    [InlineData(64, "--interval", "soon")]
    [InlineData(64, "--cpu", "8192")]
    [InlineData(64, "--cpu", "-1")]
    [InlineData(64, "--cpu", "first")]
    [InlineData(64, "--table", "paper")]
    [InlineData(64, "--shadow", "--table", "paper")]
    [InlineData(64, "--shadow", "--table", "memory")]
    [InlineData(64, "--table", "dry-run", "--cold", "--shadow")]
    [InlineData(64, "--ipvsadm", "ipvsadm")]
    [InlineData(64, "--state-dir", "run")]
    [InlineData(64, "--log-socket", "")]
    [InlineData(64, "plan", "--no-such-option")]
    [InlineData(3, "check")]
    [InlineData(3, "check", "http")]
    [InlineData(3, "check", "no-such-plugin", "127.0.0.1:1")]
    [InlineData(3, "check", "tcp", "127.0.0.1")]
    [InlineData(3, "check", "http", "--status", "nonsense", "127.0.0.1:1")]
    public void WrongUsage_OfAnyCommand_SaysSoOnStandardErrorAndExits(int code, params string[] args)
    {
        CommandRun run = CommandRun.Of(args);

        run.Code.Should().Be(code);
        run.Error.Should().StartWith("lvsmon: ").And.NotContain("Exception").And.NotContain("   at ");
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public void Shadow_WithATableOfItsOwn_IsRefusedWithTheReason()
    {
        CommandRun.Of("--shadow", "--table", "memory").Error.Should().StartWith(
            "lvsmon: --shadow reads the kernel's table, so it cannot go with --table memory\n");
        CommandLine.Tree().Parse(["--shadow", "--cold", "--table", "ipvsadm"]).Errors.Should().BeEmpty();
        CommandLine.Tree().Parse(["--table", "memory"]).Errors.Should().BeEmpty();
    }

    [Fact]
    public void ReferencePage_ComparedWithTheTree_IsTheSame()
    {
        string path = CommandReference.RepositoryFile("docs/reference/command-line.md");
        string page = File.ReadAllText(path);
        if (Environment.GetEnvironmentVariable("LVSMON_WRITE_PAGES") == "1")
        {
            int from = page.IndexOf("### ", StringComparison.Ordinal);
            File.WriteAllText(path, string.Concat(page.AsSpan(0, from), CommandReference.Render()));
        }

        page.Should().EndWith(CommandReference.Render());
    }

    [Fact]
    public void ReferencePage_ComparedWithTheExitCodes_NamesEachOnce()
    {
        string page = File.ReadAllText(CommandReference.RepositoryFile("docs/reference/command-line.md"));

        foreach (ExitCode code in Enum.GetValues<ExitCode>())
        {
            page.Split('\n').Count(line => line.StartsWith($"| {(int)code} |", StringComparison.Ordinal))
                .Should().Be(1, code.ToString());
        }
    }

    private static string[] ValueFor(Option option)
    {
        if (option.ValueType == typeof(bool))
        {
            return [];
        }

        string help = option.HelpName ?? "";
        string value = help.Contains('|') ? help.Split('|')[0] : help switch
        {
            "PATH" => "/x",
            "FACILITY" => "local0",
            "SECONDS" or "TIME" or "N" or "[RUN:]N" => "3",
            _ => "x",
        };
        return [value];
    }
}
