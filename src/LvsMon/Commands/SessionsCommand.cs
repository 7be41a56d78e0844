using System.CommandLine;

namespace LvsMon.Commands;

/// <summary><c>lvsmon sessions</c>: the running daemon's last report on the sessions that the kernel keeps.</summary>
internal static class SessionsCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create() => ServiceQueryCommand.Create(
        "sessions",
        "Show how many sessions the service sets, virtual services and real servers have.",
        "lvsmon sessions shop",
        (documents, _) => SessionsTable.Render(documents));
}
