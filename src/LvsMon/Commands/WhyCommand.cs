using System.Collections.Generic;
using System.CommandLine;
using System.IO;

namespace LvsMon.Commands;

/// <summary><c>lvsmon why</c>: what led to where a real server is.</summary>
internal static class WhyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        ControlOptions options = new();
        Argument<string> service = new("SERVICE") { Description = "The virtual service's name." };
        Argument<string> real = ControlOptions.Real();
        ExampleCommand command = new(
            "why",
            "Explain where a real server is: its last checks, what decided, what ipvsadm was told.",
            "lvsmon why www 10.0.0.11:80");
        command.Arguments.Add(service);
        command.Arguments.Add(real);
        options.AddTo(command);
        command.SetAction(result =>
        {
            ControlQuestion question = new ControlQuestion("why")
                .With("service", result.GetValue(service))
                .With("real", result.GetValue(real));
            ExitCode code = options.Call(result).Ask(question, out List<ControlDocument> documents);
            TextWriter output = result.InvocationConfiguration.Output;
            if (code == ExitCode.Success && options.Json(result))
            {
                documents.ForEach(document => output.WriteLine(document.Line));
            }
            else if (code == ExitCode.Success)
            {
                output.Write(WhyText.Render(documents));
            }

            return (int)code;
        });
        return command;
    }
}
