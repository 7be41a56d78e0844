using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Processes;

/// <summary>
/// Descriptors 0, 1 and 2 must be what everybody takes them for; else a socket becomes "standard error" and a log line
/// is sent to a real server.
/// </summary>
public static unsafe class StandardDescriptors
{
    private const string DescriptorFolder = "/proc/self/fd";
    private const int First = 0;
    private const int Last = 2;

    /// <summary>
    /// Puts /dev/null where 0, 1 or 2 was closed; the first call of Main. The runtime opens pipes of its own before
    /// Main, so a closed 0–2 is in its use by now. That shows: what it opens is close-on-exec, what we inherited cannot
    /// be. Its descriptor cannot be taken from it, so the program is then started again in place, with /dev/null there.
    /// </summary>
    /// <returns>
    /// An error when that is not possible; the daemon can go on, but must not write to these descriptors.
    /// </returns>
    public static OsError Ensure()
    {
        bool isTaken = false;
        for (int descriptor = First; descriptor <= Last; descriptor++)
        {
            int flags = FileCalls.Control(descriptor, FileCalls.F_GETFD, 0);
            if (flags >= 0)
            {
                isTaken |= (flags & FileCalls.FD_CLOEXEC) != 0;
                continue;
            }

            // The lowest free number is taken, which is this one.
            if (FileCalls.Open("/dev/null", FileCalls.O_RDWR, 0) < 0)
            {
                return Errno.OfFile(Marshal.GetLastPInvokeError());
            }
        }

        return isTaken ? StartAgain() : OsError.None;
    }

    /// <summary>
    /// Marks every descriptor above 2 as close-on-exec: those that our parent left open must not reach our children.
    /// What is opened later has the mark from the start.
    /// </summary>
    internal static void CloseOthersOnExec()
    {
        try
        {
            foreach (string path in Directory.GetFileSystemEntries(DescriptorFolder))
            {
                int descriptor = int.Parse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture);
                int flags = FileCalls.Control(descriptor, FileCalls.F_GETFD, 0);
                if (descriptor > Last && flags >= 0 && (flags & FileCalls.FD_CLOEXEC) == 0)
                {
                    _ = FileCalls.Control(descriptor, FileCalls.F_SETFD, flags | FileCalls.FD_CLOEXEC);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without /proc the inherited descriptors stay as they are.
            return;
        }
    }

    private static OsError StartAgain()
    {
        int nowhere = FileCalls.Open("/dev/null", FileCalls.O_RDWR | FileCalls.O_CLOEXEC, 0);
        if (nowhere < 0)
        {
            return Errno.OfFile(Marshal.GetLastPInvokeError());
        }

        try
        {
            string program = File.ResolveLinkTarget("/proc/self/exe", returnFinalTarget: false)!.FullName;
            using ArgumentBlock path = new(program);
            using ArgumentBlock arguments = new(ReadStrings("/proc/self/cmdline"));
            using ArgumentBlock environment = new(ReadStrings("/proc/self/environ"));
            for (int descriptor = First; descriptor <= Last; descriptor++)
            {
                int flags = FileCalls.Control(descriptor, FileCalls.F_GETFD, 0);
                if (flags < 0 || (flags & FileCalls.FD_CLOEXEC) != 0)
                {
                    _ = FileCalls.Duplicate(nowhere, descriptor);
                }
            }

            _ = ProcessCalls.Execute(path.Pointer[0], arguments.Pointer, environment.Pointer);
            return Errno.OfFile(Marshal.GetLastPInvokeError());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return OsError.NotFound;
        }
    }

    /// <summary>Reads NUL-terminated strings as the kernel shows them.</summary>
    private static string[] ReadStrings(string path)
    {
        string text = File.ReadAllText(path);
        return text.Length == 0 ? [] : text.TrimEnd('\0').Split('\0');
    }
}
