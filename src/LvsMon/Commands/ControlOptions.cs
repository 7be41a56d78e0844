using System.CommandLine;
using LvsMon.Composition;

namespace LvsMon.Commands;

/// <summary>The options of the commands that ask a running daemon.</summary>
internal sealed class ControlOptions
{
    /// <summary>Where a daemon with built-in settings has its control socket.</summary>
    public const string BuiltInPath = "/run/lvsmon/" + ControlPoint.FileName;

    private readonly Option<string> _control = new("--control")
    {
        Description = "The daemon's control socket.",
        HelpName = "PATH",
        DefaultValueFactory = _ => BuiltInPath,
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "Print the documents of the answer, one JSON object a line.",
    };

    /// <summary>The argument that names a real server.</summary>
    public static Argument<string> Real() => new("REAL")
    {
        Description = "The real server's address and port; behind a firewall mark the address is enough.",
    };

    /// <summary>Declares them for a command.</summary>
    public void AddTo(Command command)
    {
        Options.RequireAbsolute(_control, Options.MaxSocketPath);
        command.Options.Add(_control);
        command.Options.Add(_json);
    }

    /// <summary>True for documents instead of a table.</summary>
    public bool Json(ParseResult result) => result.GetValue(_json);

    /// <summary>Makes the call to the daemon.</summary>
    public ControlCall Call(ParseResult result) =>
        new(result.GetValue(_control)!, result.InvocationConfiguration.Error);
}
