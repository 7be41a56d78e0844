using System.Runtime.InteropServices;

namespace LvsMon.Linux.Native;

/// <summary>struct ifaddrs on 64-bit Linux, as far as we read it.</summary>
[StructLayout(LayoutKind.Explicit, Size = 56)]
internal unsafe struct InterfaceAddress
{
    [FieldOffset(0)]
    internal InterfaceAddress* Next;

    /// <summary>Null for an interface without an address; check the family before the rest.</summary>
    [FieldOffset(24)]
    internal SocketAddress* Address;
}
