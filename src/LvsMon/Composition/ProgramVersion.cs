using System.Reflection;

namespace LvsMon.Composition;

/// <summary>The version of this program, as <c>--version</c> tells it.</summary>
internal static class ProgramVersion
{
    /// <summary>The text.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion ?? "unknown";
}
