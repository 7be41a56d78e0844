using System;
using System.CommandLine;
using LvsMon.Demo;

namespace LvsMon.Commands;

/// <summary>The demo's child process: the small real servers. Not shown in the help.</summary>
internal static class DemoServersCommand
{
    /// <summary>The command's word.</summary>
    internal const string Name = "demo-servers";

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<int> count = new("count") { Description = "How many servers." };
        Command command = new(Name, "Run the demo's servers until standard input ends.") { count };
        command.Hidden = true;
        command.SetAction(result =>
        {
            using DemoServers servers = new(result.GetValue(count));
            servers.Run(Console.In, result.InvocationConfiguration.Output);
            return (int)ExitCode.Success;
        });
        return command;
    }
}
