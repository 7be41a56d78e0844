using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.IO;

namespace LvsMon.Commands;

/// <summary>The whole command line: the tree of commands, their help and what happens on wrong usage.</summary>
internal static class CommandLine
{
    /// <summary>Columns of the help.</summary>
    private const int HelpWidth = 80;

    /// <summary>Parses and runs.</summary>
    /// <returns>The process's exit code.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        ParseResult result = Tree().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0 && result.Action is not HelpWithExample)
        {
            return WrongUsage(result, error);
        }

        return result.Invoke(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    /// <summary>The tree of commands; also what the reference page is compared with.</summary>
    public static RootCommand Tree()
    {
        RootCommand root = DaemonCommand.Root();
        root.Subcommands.Add(CheckConfigCommand.Create());
        root.Subcommands.Add(PlanCommand.Create());
        root.Subcommands.Add(CheckCommand.Create());
        root.Subcommands.Add(StatusCommand.Create());
        root.Subcommands.Add(WhyCommand.Create());
        root.Subcommands.Add(SessionsCommand.Create());
        root.Subcommands.Add(OrderCommand.Disable());
        root.Subcommands.Add(OrderCommand.Enable());
        root.Subcommands.Add(OrderCommand.Drain());
        root.Subcommands.Add(OrderCommand.Weight());
        root.Subcommands.Add(CheckNowCommand.Create());
        root.Subcommands.Add(ReloadCommand.Create());
        root.Subcommands.Add(EventsCommand.Create());
        root.Subcommands.Add(VersionCommand.Create());
        root.Subcommands.Add(MetricsCommand.Create());
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(DemoServersCommand.Create());
        UseHelp(root);
        return root;
    }

    private static void UseHelp(RootCommand root)
    {
        foreach (Option option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction standard } help)
            {
                standard.MaxWidth = HelpWidth;
                help.Action = new HelpWithExample(standard);
            }
        }
    }

    private static int WrongUsage(ParseResult result, TextWriter error)
    {
        foreach (ParseError parseError in result.Errors)
        {
            error.WriteLine($"lvsmon: {parseError.Message}");
        }

        Command command = result.CommandResult.Command;
        string path = CheckCommand.PathOf(result.CommandResult);
        error.WriteLine($"Try: {path} --help");
        return (int)(CheckCommand.IsPartOf(command) ? ExitCode.CheckInconclusive : ExitCode.Usage);
    }
}
