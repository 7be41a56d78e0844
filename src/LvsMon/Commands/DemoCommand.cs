using System.CommandLine;
using LvsMon.Demo;

namespace LvsMon.Commands;

/// <summary><c>lvsmon demo</c>: the daemon at work, for someone who has never seen it.</summary>
internal static class DemoCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<bool> stay = new("--stay")
        {
            Description = "Go on after the show until Ctrl-C: a second terminal may ask the daemon and give it orders.",
        };
        ExampleCommand command = new(
            "demo",
            "Watch the daemon at work on small servers of its own: no root, no network, no IPVS; 20 s, or until Ctrl-C "
                + "with --stay.",
            "lvsmon demo --stay");
        command.Options.Add(stay);
        command.SetAction(result => DemoShow.Run(result.InvocationConfiguration.Output, result.GetValue(stay)));
        return command;
    }
}
