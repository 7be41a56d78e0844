using System.Runtime.InteropServices;

namespace LvsMon.Linux.Native;

/// <summary>
/// siginfo_t as waitid(2) fills it, on 64-bit Linux; <see cref="Pid"/> 0 means that the child still runs.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 128)]
internal struct ChildStatus
{
    [FieldOffset(8)]
    internal int Code;

    [FieldOffset(16)]
    internal int Pid;

    [FieldOffset(24)]
    internal int Status;
}
