using System.CommandLine;

namespace LvsMon.Commands;

/// <summary><c>lvsmon check-config</c>: the verdict that start and reload would give.</summary>
internal static class CheckConfigCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        PlanOptions options = new();
        ExampleCommand command = new(
            "check-config",
            "Read the configuration, report every mistake in it, and change nothing. Exit code 0 or 78.",
            "lvsmon check-config --file /etc/lvsmon.conf");
        options.AddTo(command);
        command.SetAction(result =>
        {
            if (options.Load(result).Plan is not { } plan)
            {
                return StartFailure.Pause(ExitCode.Configuration);
            }

            result.InvocationConfiguration.Output.WriteLine(
                $"{options.File(result)}: {Count(plan.Services.Length, "virtual service")}, "
                + $"{Count(plan.Reals.Length, "real server")}, {Count(plan.Monitors.Length, "check")}; "
                + "no mistake found");
            return (int)ExitCode.Success;
        });
        return command;
    }

    private static string Count(int number, string name) => number == 1 ? $"1 {name}" : $"{number} {name}s";
}
