using System.CommandLine;

namespace LvsMon.Commands;

/// <summary><c>lvsmon why</c>: what led to where a real server is.</summary>
internal static class WhyCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        ShownAnswer answer = new();
        Argument<string> service = new("SERVICE") { Description = "The virtual service's name." };
        Argument<string> real = ControlOptions.Real();
        ExampleCommand command = new(
            "why",
            "Explain where a real server is: its last checks, what decided, what ipvsadm was told.",
            "lvsmon why www 10.0.0.11:80");
        command.Arguments.Add(service);
        command.Arguments.Add(real);
        answer.AddTo(command);
        command.SetAction(result => answer.Show(
            result,
            () => new ControlQuestion("why")
                .With("service", result.GetValue(service))
                .With("real", result.GetValue(real)),
            (documents, _) => WhyText.Render(documents)));
        return command;
    }
}
