using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using System.Linq;
using LvsMon.Checks;
using LvsMon.Composition;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;

namespace LvsMon.Commands;

/// <summary><c>lvsmon check PLUGIN [options] ADDRESS:PORT</c>: one check by hand, a subcommand for each
/// plugin.</summary>
internal static class CheckCommand
{
    private const string Name = "check";

    /// <summary>Makes the command with a subcommand for every plugin of the catalogue.</summary>
    public static Command Create()
    {
        ExampleCommand command = new(
            Name,
            "Do one check by hand. Exit code 0 pass, 2 fail, 3 inconclusive, as a Nagios plugin.",
            "lvsmon check http --url http://www.example.com/health 192.0.2.11:80");
        foreach (ICheckPlugin plugin in CheckCatalogue.All)
        {
            command.Subcommands.Add(CreateFor(plugin));
        }

        return command;
    }

    /// <summary>True for the command and its subcommands, whose wrong usage is a Nagios plugin's UNKNOWN.</summary>
    public static bool IsPartOf(Command command) =>
        command.Name == Name || command.Parents.Any(parent => parent.Name == Name);

    /// <summary>The words that lead to a command, for messages.</summary>
    public static string PathOf(CommandResult result)
    {
        Stack<string> words = new();
        for (SymbolResult? at = result; at is CommandResult command; at = at.Parent)
        {
            words.Push(command.Command is RootCommand ? "lvsmon" : command.Command.Name);
        }

        return string.Join(' ', words);
    }

    private static ExampleCommand CreateFor(ICheckPlugin plugin)
    {
        ExampleCommand command = new(plugin.Name, plugin.Summary, $"lvsmon check {plugin.Example}");
        List<(CheckOption Declared, Option<string[]>? Valued, Option<bool>? Flag)> options = [];
        foreach (CheckOption declared in plugin.Options)
        {
            options.Add(Add(command, declared));
        }

        Option<string> source = new(CommonOptions.Source.Name)
        { Description = CommonOptions.Source.Description, HelpName = CommonOptions.Source.ValueName };
        Option<long> connect = Options.Time("--connect-timeout", "Time for the connect.", HandCheck.ConnectTimeoutUs);
        Option<long> receive = Options.Time("--receive-timeout", "Time for the answer.", HandCheck.ReceiveTimeoutUs);
        Option<long> total = Options.Time("--timeout", "Time for the whole check.", HandCheck.TimeoutUs);
        Argument<string> target = new("target")
        {
            Description = "ADDRESS:PORT, an IPv6 address as [2001:db8::1]:80; for ping ADDRESS alone will do.",
            HelpName = "ADDRESS:PORT",
        };
        command.Add(source);
        command.Add(connect);
        command.Add(receive);
        command.Add(total);
        command.Add(target);
        command.SetAction(result =>
        {
            CheckOptionValues values = new();
            foreach ((CheckOption declared, Option<string[]>? valued, Option<bool>? flag) in options)
            {
                foreach (string text in valued is null ? [] : result.GetValue(valued) ?? [])
                {
                    values.Add(declared, new Word(text, default, Quoted: true));
                }

                if (flag is not null && result.GetValue(flag))
                {
                    values.Add(declared, new Word(declared.Name, default, Quoted: false));
                }
            }

            HandCheck check = new()
            {
                Plugin = plugin,
                Values = values,
                Target = result.GetValue(target)!,
                Source = result.GetValue(source),
                ConnectUs = Given(result.GetValue(connect), HandCheck.ConnectTimeoutUs),
                ReceiveUs = Given(result.GetValue(receive), HandCheck.ReceiveTimeoutUs),
                TotalUs = Given(result.GetValue(total), HandCheck.TimeoutUs),
            };
            TextWriter error = result.InvocationConfiguration.Error;
            return (int)check.Run(result.InvocationConfiguration.Output, error);
        });
        return command;
    }

    private static long Given(long given, long standard) => given > 0 ? given : standard;

    private static (CheckOption Declared, Option<string[]>? Valued, Option<bool>? Flag) Add(
        Command command, CheckOption declared)
    {
        string description = declared.Default is { } standard
            ? $"{declared.Description} [default: {standard}]"
            : declared.Description;
        if (declared.IsFlag)
        {
            Option<bool> flag = new(declared.Name) { Description = description };
            command.Add(flag);
            return (declared, null, flag);
        }

        Option<string[]> option = new(declared.Name)
        {
            Description = description,
            HelpName = declared.Choices.Count > 0 ? string.Join('|', declared.Choices) : declared.ValueName,
            Required = declared.Required,
            Arity = ArgumentArity.OneOrMore,
        };
        if (!declared.Repeatable)
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens.Count > 1)
                {
                    result.AddError($"{declared.Name} is given {result.Tokens.Count} times; write it once");
                }
            });
        }

        if (declared.Choices.Count > 0)
        {
            option.AcceptOnlyFromAmong([.. declared.Choices]);
        }

        command.Add(option);
        return (declared, option, null);
    }
}
