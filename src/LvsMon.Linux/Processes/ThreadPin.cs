using System;
using System.Runtime.InteropServices;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Processes;

/// <summary>
/// Binds the calling thread to one processor (sched_setaffinity(2)). A child inherits it; the runtime's own threads,
/// which were there before, do not.
/// </summary>
public sealed unsafe class ThreadPin
{
    /// <summary>A bit for each of 8192 processors, as many as a kernel for x86-64 knows.</summary>
    private const int MaskBytes = 1024;

    private readonly byte[] _before = new byte[MaskBytes];
    private readonly byte[] _mask = new byte[MaskBytes];
    private readonly bool _isBeforeKnown;
    private bool _isPinned;

    /// <summary>Notes which processors the calling thread may use now; set-up only.</summary>
    public ThreadPin()
    {
        fixed (byte* mask = _before)
        {
            _isBeforeKnown = ProcessCalls.GetAffinity(0, MaskBytes, mask) >= 0;
        }
    }

    /// <summary>Binds the calling thread; a thread that was bound before and cannot be bound anew stays as it
    /// was.</summary>
    /// <param name="processor">0 to 8191; null for all that it might use at first.</param>
    /// <returns>Why it could not be done, empty when it was.</returns>
    public string Set(int? processor)
    {
        if (processor is not { } number)
        {
            return !_isPinned || (_isBeforeKnown && Apply(_before)) ? Pinned(false) : Words();
        }

        if (number is < 0 or >= MaskBytes * 8)
        {
            return Words(Errno.EINVAL);
        }

        Array.Clear(_mask);
        _mask[number / 8] = (byte)(1 << (number % 8));
        return Apply(_mask) ? Pinned(true) : Words();
    }

    private static bool Apply(byte[] bits)
    {
        fixed (byte* mask = bits)
        {
            return ProcessCalls.SetAffinity(0, MaskBytes, mask) == 0;
        }
    }

    private string Pinned(bool isPinned)
    {
        _isPinned = isPinned;
        return string.Empty;
    }

    private static string Words() => Words(Marshal.GetLastPInvokeError());

    private static string Words(int errno) => errno switch
    {
        Errno.EINVAL => "it is not there, or not allowed here",
        Errno.EPERM => "not permitted",
        _ => Marshal.GetPInvokeErrorMessage(errno),
    };
}
