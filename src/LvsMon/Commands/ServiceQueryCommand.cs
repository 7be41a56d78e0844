using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;

namespace LvsMon.Commands;

/// <summary>A command that shows something of virtual services: of all, or of those that are named. With
/// <c>--json</c> it prints the documents, with <c>--watch</c> again and again.</summary>
internal static class ServiceQueryCommand
{
    private const int WatchMs = 2000;

    /// <summary>To the upper left corner, and everything below it cleared (ECMA-48 CUP, ED).</summary>
    private const string ClearScreen = "\x1b[H\x1b[J";

    /// <summary>Makes a command.</summary>
    /// <param name="word">Its word, on the command line and on the socket.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="example">How it is used.</param>
    /// <param name="render">Makes the text for people of the documents; the flag says whether it may have
    /// colour.</param>
    public static Command Create(
        string word, string summary, string example, Func<List<ControlDocument>, bool, string> render)
    {
        ControlOptions options = new();
        Argument<string?> name = new("NAME")
        {
            Description = "A service set or a virtual service.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Argument<string?> service = new("SERVICE")
        {
            Description = "A virtual service of the service set NAME.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> watch = new("--watch", "-w")
        {
            Description = "Show it again every 2 s, until stopped or nobody reads it.",
        };
        ExampleCommand command = new(word, summary, example);
        command.Arguments.Add(name);
        command.Arguments.Add(service);
        options.AddTo(command);
        command.Options.Add(watch);
        command.SetAction(result =>
        {
            TextWriter output = result.InvocationConfiguration.Output;
            ControlCall call = options.Call(result);
            OutputStyle style = StandardStreams.StyleOf(output);
            while (true)
            {
                ControlQuestion question = new ControlQuestion(word)
                    .With("name", result.GetValue(name))
                    .With("service", result.GetValue(service));
                ExitCode code = call.Ask(question, out List<ControlDocument> documents);
                if (code == ExitCode.Success)
                {
                    string text = options.Json(result)
                        ? Lines(documents)
                        : render(documents, style.HasColour);
                    output.Write(style.CanClear && result.GetValue(watch) ? ClearScreen + text : text);
                }

                if (code != ExitCode.Success || !result.GetValue(watch) || !StandardStreams.IsTaken(WatchMs))
                {
                    return (int)code;
                }
            }
        });
        return command;
    }

    private static string Lines(List<ControlDocument> documents)
    {
        StringWriter text = new() { NewLine = "\n" };
        foreach (ControlDocument document in documents)
        {
            text.WriteLine(document.Line);
        }

        return text.ToString();
    }
}
