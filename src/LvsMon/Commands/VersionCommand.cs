using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using LvsMon.Composition;
using LvsMon.Core.Values;

namespace LvsMon.Commands;

/// <summary><c>lvsmon version</c>: the version of this program and of the daemon that runs.</summary>
internal static class VersionCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        ControlOptions options = new();
        ExampleCommand command = new(
            "version",
            "Show the version of this program and of the daemon that runs.",
            "lvsmon version --json");
        options.AddTo(command);
        command.SetAction(result =>
        {
            TextWriter output = result.InvocationConfiguration.Output;
            bool json = options.Json(result);
            output.WriteLine(json
                ? $"{{\"type\":\"program\",\"lvsmon\":\"{ProgramVersion.Text}\"}}"
                : $"program  {ProgramVersion.Text}");
            ExitCode code = options.Call(result).Ask(
                new ControlQuestion("version"), out List<ControlDocument> documents);
            if (code == ExitCode.Success)
            {
                ControlDocument daemon = documents[0];
                string uptime = DurationText.Format(daemon.Number("uptime_us"));
                output.WriteLine(json
                    ? daemon.Line
                    : $"daemon   {daemon.Text("lvsmon")}, pid {daemon.Number("pid")}, up for {uptime}");
            }

            return (int)code;
        });
        return command;
    }
}
