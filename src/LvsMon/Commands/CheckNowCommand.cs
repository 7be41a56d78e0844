using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using LvsMon.Core.Values;

namespace LvsMon.Commands;

/// <summary><c>lvsmon check-now</c>: the daemon checks a real server at once, and what came of it is shown.</summary>
internal static class CheckNowCommand
{
    /// <summary>How long the result is waited for, microseconds: longer than any check may take by default.</summary>
    private const long PatienceUs = 30_000_000;

    /// <summary>A result that is no older needs no other one, microseconds.</summary>
    private const long RecentUs = 1_500_000;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        ControlOptions options = new();
        Argument<string> service = new("SERVICE") { Description = "The virtual service's name." };
        Argument<string> real = ControlOptions.Real();
        ExampleCommand command = new(
            "check-now",
            "Let the running daemon check a real server at once; the result counts as any other.",
            "lvsmon check-now www 10.0.0.11:80");
        command.Arguments.Add(service);
        command.Arguments.Add(real);
        options.AddTo(command);
        command.SetAction(result =>
        {
            ControlCall call = options.Call(result);
            ControlQuestion question = new ControlQuestion("check-now")
                .With("service", result.GetValue(service))
                .With("real", result.GetValue(real));
            RealWatch watch = new(call);
            ExitCode code = call.Ask(question, out List<ControlDocument> documents);
            if (code != ExitCode.Success)
            {
                return (int)code;
            }

            TextWriter output = result.InvocationConfiguration.Output;
            if (options.Json(result))
            {
                output.WriteLine(documents[0].Line);
                return (int)code;
            }

            return (int)Follow(watch, documents[0], output);
        });
        return command;
    }

    /// <summary>Shows the first result that is younger than the question, or one that has just come.</summary>
    private static ExitCode Follow(RealWatch watch, ControlDocument check, TextWriter output)
    {
        bool isChecked = check.Number("checks") > 0;
        bool hasBegun = check.Number("started") > 0;
        ExitCode code = watch.Until(
            check,
            PatienceUs,
            (_, seen) => !isChecked || Age(seen) < watch.WaitedUs || (!hasBegun && Age(seen) < RecentUs),
            out ControlDocument real,
            out _);
        if (code != ExitCode.Success)
        {
            return code;
        }

        string time = real.NumberOrNull("check_us") is { } us ? $"; check {StatusWords.CheckTime(us)}" : "";
        string age = Age(real) is { } ageUs && ageUs >= watch.WaitedUs ? $" {DurationText.Format(ageUs)} ago" : "";
        output.WriteLine($"{check.Text("service")} {check.Text("real")}: {real.Text("state")}; "
            + $"{StatusWords.Last(real)}{time}{age}");
        return code;
    }

    private static long? Age(ControlDocument real) => real.NumberOrNull("last_age_us");
}
