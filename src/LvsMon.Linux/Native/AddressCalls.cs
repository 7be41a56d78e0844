using System.Runtime.InteropServices;

namespace LvsMon.Linux.Native;

/// <summary>Declarations of getifaddrs(3).</summary>
internal static unsafe partial class AddressCalls
{
    [LibraryImport("libc", EntryPoint = "getifaddrs", SetLastError = true)]
    internal static partial int Get(InterfaceAddress** list);

    [LibraryImport("libc", EntryPoint = "freeifaddrs")]
    internal static partial void Free(InterfaceAddress* list);
}
