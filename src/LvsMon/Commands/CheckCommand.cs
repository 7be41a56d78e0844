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
        Dictionary<string, CheckOption> options = [];
        foreach (CheckOption declared in plugin.Options)
        {
            options.Add(declared.Name, declared);
            Add(command, declared);
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
            HandCheck check = new()
            {
                Plugin = plugin,
                Values = Values(result, options),
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

    /// <summary>The plugin's options in the order given: of steps it counts, and the parser's results have lost
    /// it.</summary>
    private static CheckOptionValues Values(ParseResult result, Dictionary<string, CheckOption> options)
    {
        CheckOptionValues values = new();
        CheckOption? pending = null;
        foreach (Token token in result.Tokens)
        {
            if (token.Type == TokenType.Option)
            {
                pending = options.GetValueOrDefault(token.Value);
                if (pending is { IsFlag: true })
                {
                    values.Add(pending, new Word(pending.Name, default, Quoted: false));
                    pending = null;
                }
            }
            else if (pending is not null)
            {
                values.Add(pending, new Word(token.Value, default, Quoted: true));
                pending = null;
            }
        }

        return values;
    }

    private static void Add(Command command, CheckOption declared)
    {
        string description = declared.Default is { } standard
            ? $"{declared.Description} [default: {standard}]"
            : declared.Description;
        if (declared.IsFlag)
        {
            command.Add(new Option<bool>(declared.Name) { Description = description, Arity = ArgumentArity.Zero });
            return;
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
    }
}
