namespace LvsMon.Core.Lvs.Memory;

/// <summary>
/// How the reading of a command line ended. A code of 0 is success; a refused line with <paramref name="Exits"/> ends
/// the whole process, also in the middle of <c>-R</c>.
/// </summary>
internal readonly record struct RequestEnd(int Code, bool Exits, string Message)
{
    /// <summary>The line can be carried out.</summary>
    internal static RequestEnd Good { get; } = new(0, false, string.Empty);

    /// <summary>No command letter, or one that is not known.</summary>
    internal static RequestEnd TryHelp { get; } =
        new(255, true, "Try `ipvsadm -h' or 'ipvsadm --help' for more information.");

    /// <summary>A bad value or combination: exit 2 at once.</summary>
    internal static RequestEnd Fail(string message) => new(2, true, message);

    /// <summary>An option that is not known: told, and in <c>-R</c> the next line follows.</summary>
    internal static RequestEnd BadOption(string option, string why) => new(255, false, $"{option}: {why}");
}
