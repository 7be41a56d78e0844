using System.Collections.Generic;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Tests.Skeleton;

/// <summary>The options of <c>skeleton</c>.</summary>
internal static class SkeletonOptions
{
    internal static CheckOption Word { get; } = new("--word", "WORD", "The answer's first word, 1 to 32 letters.")
    {
        Default = "READY",
    };

    internal static IReadOnlyList<CheckOption> All { get; } = [Word];
}
