using System.CommandLine;
using LvsMon.Demo;

namespace LvsMon.Commands;

/// <summary><c>lvsmon demo</c>: the daemon at work, for someone who has never seen it.</summary>
internal static class DemoCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        ExampleCommand command = new(
            "demo",
            "Watch the daemon at work on small servers of its own: no root, no network, no IPVS; 20 s at the most.",
            "lvsmon demo");
        command.SetAction(result => DemoShow.Run(result.InvocationConfiguration.Output));
        return command;
    }
}
