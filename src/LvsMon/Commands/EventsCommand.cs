using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;

namespace LvsMon.Commands;

/// <summary><c>lvsmon events</c>: what has happened in the running daemon, and what happens.</summary>
internal static class EventsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        ControlOptions options = new();
        Option<bool> follow = new("--follow", "-f")
        {
            Description = "Go on with what happens from now on, until stopped or nobody reads it. Without --since it "
                + "begins with the state of all real servers.",
        };
        Option<string?> since = new("--since")
        {
            Description = "Begin behind this number; with RUN: when it is of that run of the daemon. [built-in: all "
                + "that the daemon still has]",
            HelpName = "[RUN:]N",
        };
        since.Validators.Add(Refuse);
        ExampleCommand command = new(
            "events",
            "Show what has happened in the running daemon, and what happens.",
            "lvsmon events --follow");
        options.AddTo(command);
        command.Options.Add(follow);
        command.Options.Add(since);
        command.SetAction(result =>
        {
            bool follows = result.GetValue(follow);
            (string? run, long? number) = Split(result.GetValue(since));
            ControlQuestion question = new ControlQuestion("events")
                .With("since", number ?? (follows ? null : 0))
                .With("run", run)
                .With("follow", follows);
            TextWriter output = result.InvocationConfiguration.Output;
            EventLines lines = new(output, options.Json(result));
            ExitCode code = options.Call(result).Listen(question, document =>
            {
                lines.Take(document);
                return StandardStreams.IsTaken(0);
            });
            if (code == ExitCode.Unreachable && lines.Last.Length > 0)
            {
                result.InvocationConfiguration.Error.WriteLine($"lvsmon: --since {lines.Last} goes on from here");
            }

            return (int)code;
        });
        return command;
    }

    /// <summary>The run, if there is one, and the number.</summary>
    private static (string? Run, long? Number) Split(string? text)
    {
        int colon = text?.IndexOf(':') ?? -1;
        return text is null ? (null, null)
            : (colon < 0 ? null : text[..colon], long.Parse(text.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }

    private static void Refuse(OptionResult result)
    {
        string text = result.GetValueOrDefault<string>() ?? "";
        string number = text[(text.IndexOf(':') + 1)..];
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _) || text.Length > 100)
        {
            result.AddError($"--since: \"{text}\" is not a number of an event, nor RUN:N");
        }
    }
}
