using System.Collections.Generic;
using System.CommandLine;
using System.IO;

namespace LvsMon.Commands;

/// <summary><c>lvsmon metrics</c>: the page of metrics, without HTTP.</summary>
internal static class MetricsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        ControlOptions options = new();
        ExampleCommand command = new(
            "metrics",
            "Print the metrics of the running daemon in the text format of Prometheus.",
            "lvsmon metrics | promtool check metrics");
        options.AddTo(command);
        command.SetAction(result =>
        {
            TextWriter output = result.InvocationConfiguration.Output;
            ExitCode code = options.Call(result).Ask(
                new ControlQuestion("metrics"), out List<ControlDocument> documents);
            foreach (ControlDocument document in code == ExitCode.Success ? documents : [])
            {
                output.Write(options.Json(result) ? document.Line + "\n" : document.Text("text"));
            }

            return (int)code;
        });
        return command;
    }
}
