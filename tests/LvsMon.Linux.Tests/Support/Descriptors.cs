using System.IO;
using System.Linq;

namespace LvsMon.Linux.Tests.Support;

/// <summary>The descriptors of this process.</summary>
internal static class Descriptors
{
    private static readonly string[] Kinds = ["socket:", "pipe:", "anon_inode:", "/dev/null"];

    /// <summary>
    /// How many sockets, pipes and the like are open; not files, which the runtime opens as it loads code.
    /// </summary>
    internal static int Count() => Directory.GetFileSystemEntries("/proc/self/fd")
        .Select(path => new FileInfo(path).LinkTarget)
        .Count(target => target is not null && Kinds.Any(target.StartsWith));
}
