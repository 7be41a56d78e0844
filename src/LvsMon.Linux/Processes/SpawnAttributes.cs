using System;
using System.Runtime.InteropServices;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Processes;

/// <summary>
/// What every child starts with: no signal blocked, every handler the default one, and a process group of its own, so
/// that Ctrl-C at our terminal is not theirs and a kill reaches their children.
/// </summary>
internal sealed unsafe class SpawnAttributes : IDisposable
{
    /// <summary>
    /// More than posix_spawnattr_t (336 bytes) and posix_spawn_file_actions_t (80) of glibc or musl need.
    /// </summary>
    internal const int NativeBlockSize = 512;

    /// <param name="ownSession">True for a session of its own, too: no terminal then asks or stops it.</param>
    internal SpawnAttributes(bool ownSession = false)
    {
        byte* signals = stackalloc byte[128];
        Pointer = NativeMemory.AllocZeroed(NativeBlockSize);
        _ = ProcessCalls.AttributesInit(Pointer);
        _ = ProcessCalls.SignalsNone(signals);
        _ = ProcessCalls.AttributesSetMask(Pointer, signals);
        _ = ProcessCalls.SignalsAll(signals);
        _ = ProcessCalls.AttributesSetDefaults(Pointer, signals);
        _ = ProcessCalls.AttributesSetGroup(Pointer, 0);
        const short Signals = ProcessCalls.POSIX_SPAWN_SETSIGMASK | ProcessCalls.POSIX_SPAWN_SETSIGDEF;
        short group = ownSession ? ProcessCalls.POSIX_SPAWN_SETSID : ProcessCalls.POSIX_SPAWN_SETPGROUP;
        _ = ProcessCalls.AttributesSetFlags(Pointer, (short)(Signals | group));
    }

    internal void* Pointer { get; private set; }

    public void Dispose()
    {
        if (Pointer != null)
        {
            _ = ProcessCalls.AttributesDestroy(Pointer);
            NativeMemory.Free(Pointer);
            Pointer = null;
        }
    }
}
