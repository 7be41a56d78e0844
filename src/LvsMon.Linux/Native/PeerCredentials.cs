using System.Runtime.InteropServices;

namespace LvsMon.Linux.Native;

/// <summary>struct ucred of unix(7).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PeerCredentials
{
    internal int Process;
    internal uint User;
    internal uint Group;
}
