using System.Runtime.InteropServices;

namespace LvsMon.Linux.Native;

/// <summary>struct group of getgrnam_r(3).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct GroupEntry
{
    internal byte* Name;
    internal byte* Password;
    internal uint Id;
    internal byte** Members;
}
