using System.ComponentModel;
using System.Runtime.InteropServices;

namespace LvsMon.SystemTests.Support;

/// <summary>kill(2).</summary>
internal static partial class Signals
{
    public const int Hangup = 1;
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;
    public const int Stop = 19;

    private const int NoSuchProcess = 3;

    /// <summary>Sends a signal to a process.</summary>
    public static void Send(int pid, int signal)
    {
        if (SendNative(pid, signal) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Sends a signal to all processes of a group.</summary>
    /// <returns>False when the group has none any more.</returns>
    public static bool SendToGroup(int group, int signal)
    {
        if (SendNative(-group, signal) == 0)
        {
            return true;
        }

        int error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess ? false : throw new Win32Exception(error);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendNative(int pid, int signal);
}
