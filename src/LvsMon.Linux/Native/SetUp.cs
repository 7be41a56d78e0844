using System.IO;
using System.Runtime.InteropServices;

namespace LvsMon.Linux.Native;

/// <summary>
/// Calls of the set-up, without which there is no daemon: their failure is an exception, before the loop runs.
/// </summary>
internal static class SetUp
{
    /// <summary>Throws when a call has just answered a negative number.</summary>
    internal static void Demand(int result, string call)
    {
        if (result < 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            throw new IOException($"{call}: {Marshal.GetPInvokeErrorMessage(errno)}");
        }
    }
}
