using System;
using System.Collections.Generic;
using System.CommandLine;

namespace LvsMon.Commands;

/// <summary>A command that shows something of virtual services: of all, or of those that are named.</summary>
internal static class ServiceQueryCommand
{
    /// <summary>Makes a command.</summary>
    /// <param name="word">Its word, on the command line and on the socket.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="example">How it is used.</param>
    /// <param name="render">Makes the text for people of the documents; the flag says whether it may have
    /// colour.</param>
    public static Command Create(
        string word, string summary, string example, Func<List<ControlDocument>, bool, string> render)
    {
        ShownAnswer answer = new();
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
        ExampleCommand command = new(word, summary, example);
        command.Arguments.Add(name);
        command.Arguments.Add(service);
        answer.AddTo(command);
        command.SetAction(result => answer.Show(
            result,
            () => new ControlQuestion(word)
                .With("name", result.GetValue(name))
                .With("service", result.GetValue(service)),
            render));
        return command;
    }
}
