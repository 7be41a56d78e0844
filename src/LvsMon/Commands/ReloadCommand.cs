using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;

namespace LvsMon.Commands;

/// <summary><c>lvsmon reload</c>: the running daemon reads its configuration again.</summary>
internal static class ReloadCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        ControlOptions options = new();
        Option<bool> dryRun = new("--dry-run", "-n")
        {
            Description = "Change nothing: print what would come, go and change.",
        };
        Option<bool> force = new("--force")
        {
            Description = "Take it although more of the weight would leave the table than reload-limit allows.",
        };
        ExampleCommand command = new(
            "reload",
            "Let the running daemon read its configuration again, and print what changes.",
            "lvsmon reload --dry-run");
        options.AddTo(command);
        command.Options.Add(dryRun);
        command.Options.Add(force);
        command.SetAction(result =>
        {
            ControlQuestion question = new ControlQuestion("reload")
                .With("force", result.GetValue(force))
                .With("dry_run", result.GetValue(dryRun));
            ExitCode code = options.Call(result).Ask(question, out List<ControlDocument> documents);
            if (code != ExitCode.Success)
            {
                return (int)code;
            }

            bool isJson = options.Json(result);
            TextWriter output = result.InvocationConfiguration.Output;
            foreach (ControlDocument document in documents)
            {
                output.WriteLine(isJson ? document.Line
                    : document.Type == "line" ? document.Text("text")
                    : Summary(document, result.GetValue(dryRun), result.GetValue(force)));
            }

            return (int)CodeOf(documents[^1], result.GetValue(force));
        });
        return command;
    }

    private static ExitCode CodeOf(ControlDocument reload, bool isForced) =>
        reload.Number("errors") > 0 ? ExitCode.Configuration
            : reload.Flag("over_limit") && !isForced ? ExitCode.Refused
            : ExitCode.Success;

    private static string Summary(ControlDocument reload, bool isDryRun, bool isForced)
    {
        if (reload.Number("errors") > 0)
        {
            return "refused: the running configuration stays";
        }

        string changes = string.Create(
            CultureInfo.InvariantCulture,
            $"+{reload.Number("added")} -{reload.Number("removed")} ~{reload.Number("changed")} real servers");
        string limit = reload.Flag("over_limit")
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{reload.Number("leaving_percent")}% of the weight would leave the table, reload-limit is "
                + $"{reload.Number("limit_percent")}%; --force takes it all the same")
            : "";
        return reload.Flag("taken") ? $"taken: {changes}"
            : isDryRun && isForced ? $"would be taken: {changes}"
            : limit.Length > 0 ? $"{(isDryRun ? "would be refused" : "refused")}: {changes}; {limit}"
            : isDryRun ? $"would be taken: {changes}"
            : $"refused: {changes}";
    }
}
