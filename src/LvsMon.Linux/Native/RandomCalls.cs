using System.Runtime.InteropServices;

namespace LvsMon.Linux.Native;

/// <summary>Declaration of getrandom(2).</summary>
internal static unsafe partial class RandomCalls
{
    [LibraryImport("libc", EntryPoint = "getrandom", SetLastError = true)]
    internal static partial nint GetRandom(void* buffer, nuint length, uint flags);
}
