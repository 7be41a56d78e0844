using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.IO;
using System.Linq;
using System.Text;
using LvsMon.Commands;

namespace LvsMon.Tests.Commands;

/// <summary>The generated part of <c>docs/reference/command-line.md</c>.</summary>
internal static class CommandReference
{
    public static IEnumerable<(string Path, Command Command)> Commands()
    {
        return Below("lvsmon", CommandLine.Tree());
    }

    public static IEnumerable<Option> OwnOptions(Command command) =>
        command.Options.Where(o => o is not HelpOption and not VersionOption && !o.Hidden);

    public static string Render()
    {
        StringBuilder text = new();
        foreach ((string path, Command command) in Commands())
        {
            text.Append($"### `{path}`\n\n{command.Description}\n\n");
            Option[] options = [.. OwnOptions(command)];
            if (options.Length > 0)
            {
                text.Append("| option | meaning |\n|---|---|\n");
            }

            foreach (Option option in options)
            {
                string names = string.Join(", ", option.Aliases.Prepend(option.Name).Select(name => $"`{name}`"));
                string value = option.ValueType == typeof(bool) ? "" : $" {option.HelpName?.Replace("|", "\\|")}";
                string standard = option.HasDefaultValue && option.ValueType == typeof(string)
                    ? $" [default: {option.GetDefaultValue()}]"
                    : "";
                text.Append($"| {names}{value} | {option.Description}{standard} |\n");
            }

            text.Append(options.Length > 0 ? "\n" : "");
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    public static string RepositoryFile(string path)
    {
        DirectoryInfo? folder = new(System.AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LvsMon.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, path);
    }

    private static IEnumerable<(string Path, Command Command)> Below(string path, Command command)
    {
        yield return (path, command);
        foreach (Command child in command.Subcommands.Where(c => !c.Hidden))
        {
            foreach ((string, Command) below in Below($"{path} {child.Name}", child))
            {
                yield return below;
            }
        }
    }
}
