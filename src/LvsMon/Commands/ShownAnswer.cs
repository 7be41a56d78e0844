using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;

namespace LvsMon.Commands;

/// <summary>How a command shows what the daemon answers: as text for people, with <c>--json</c> as its documents, with
/// <c>--watch</c> again and again.</summary>
internal sealed class ShownAnswer
{
    private const int WatchMs = 2000;

    /// <summary>To the upper left corner, and everything below it cleared (ECMA-48 CUP, ED).</summary>
    private const string ClearScreen = "\x1b[H\x1b[J";

    private readonly ControlOptions _options = new();
    private readonly Option<bool> _watch = new("--watch", "-w")
    {
        Description = "Show it again every 2 s, until stopped or nobody reads it.",
    };

    /// <summary>Declares the options for a command.</summary>
    public void AddTo(Command command)
    {
        _options.AddTo(command);
        command.Options.Add(_watch);
    }

    /// <summary>Asks and shows.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="question">Makes the question, each time anew.</param>
    /// <param name="render">Makes the text for people of the documents; the flag says whether it may have
    /// colour.</param>
    /// <returns>The exit code.</returns>
    public int Show(
        ParseResult result, Func<ControlQuestion> question, Func<List<ControlDocument>, bool, string> render)
    {
        TextWriter output = result.InvocationConfiguration.Output;
        ControlCall call = _options.Call(result);
        OutputStyle style = StandardStreams.StyleOf(output);
        while (true)
        {
            ExitCode code = call.Ask(question(), out List<ControlDocument> documents);
            if (code == ExitCode.Success)
            {
                string text = _options.Json(result) ? Lines(documents) : render(documents, style.HasColour);
                output.Write(style.CanClear && result.GetValue(_watch) ? ClearScreen + text : text);
            }

            if (code != ExitCode.Success || !result.GetValue(_watch) || !StandardStreams.IsTaken(WatchMs))
            {
                return (int)code;
            }
        }
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
