using System.CommandLine;

namespace LvsMon.Commands;

/// <summary><c>lvsmon status</c>: what the running daemon knows of its real servers.</summary>
internal static class StatusCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create() => ServiceQueryCommand.Create(
        "status",
        "Show the state of the virtual services and real servers of the running daemon.",
        "lvsmon status www",
        (documents, hasColour) => new StatusTable(hasColour).Render(documents));
}
