using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Processes;

/// <summary>
/// One child by its pidfd. Nobody but us waits for it, so its number stays its own until <see cref="TryReap"/> has
/// succeeded.
/// </summary>
internal unsafe struct ChildProcess
{
    private int _pid;

    /// <summary>Becomes readable when the child ends.</summary>
    internal int Descriptor { get; private set; }

    internal bool IsReaped { get; private set; }

    /// <summary>Spawns; blocks until the child has called execve, about 0.3 ms (measured).</summary>
    internal static OsError Start(
        ArgumentBlock arguments,
        ArgumentBlock environment,
        SpawnAttributes attributes,
        ref ChildPipes pipes,
        out ChildProcess child)
    {
        byte* fileActions = stackalloc byte[SpawnAttributes.NativeBlockSize];
        int result = ProcessCalls.FileActionsInit(fileActions);
        child = default;
        if (result == 0)
        {
            result = pipes.AddTo(fileActions);
            if (result == 0)
            {
                result = Spawn(arguments.Pointer, environment.Pointer, attributes, fileActions, out child);
            }

            _ = ProcessCalls.FileActionsDestroy(fileActions);
        }

        // Before pidfd_open, which thereby finds three free descriptors.
        pipes.CloseChildEnds();
        return result != 0 ? Errno.OfSpawn(result) : child.Watch();
    }

    /// <summary>Spawns with initialised file actions; <see cref="Watch"/> comes next.</summary>
    /// <returns>An errno.</returns>
    internal static int Spawn(
        byte** arguments,
        byte** environment,
        SpawnAttributes attributes,
        void* fileActions,
        out ChildProcess child)
    {
        int pid = 0;
        int result = ProcessCalls.Spawn(
            &pid, arguments[0], fileActions, attributes.Pointer, arguments, environment);
        child = default;
        child._pid = pid;
        return result;
    }

    /// <summary>Opens the pidfd; a child that has none is ended.</summary>
    internal OsError Watch()
    {
        Descriptor = ProcessCalls.PidfdOpen(_pid);
        if (Descriptor < 0)
        {
            OsError error = Errno.OfFile(Marshal.GetLastPInvokeError());
            EndNow();
            return error;
        }

        return OsError.None;
    }

    /// <summary>Looks whether the child has ended, and leaves it unreaped: its number is still its own, unless it
    /// <paramref name="isLost"/>.</summary>
    internal readonly bool HasEnded(out bool isLost)
    {
        ChildStatus status = default;
        const int Options = ProcessCalls.WEXITED | ProcessCalls.WNOHANG | ProcessCalls.WNOWAIT;
        int result = ProcessCalls.WaitId(ProcessCalls.P_PIDFD, (uint)Descriptor, &status, Options);
        isLost = result != 0 && Marshal.GetLastPInvokeError() == Errno.ECHILD;
        return isLost || (result == 0 && status.Pid != 0);
    }

    /// <summary>Looks whether the child has ended and takes its status; does not block.</summary>
    internal bool TryReap(out CommandExit exit)
    {
        exit = default;
        ChildStatus status = default;
        const int Options = ProcessCalls.WEXITED | ProcessCalls.WNOHANG;
        if (ProcessCalls.WaitId(ProcessCalls.P_PIDFD, (uint)Descriptor, &status, Options) != 0)
        {
            if (Marshal.GetLastPInvokeError() != Errno.ECHILD)
            {
                return false;
            }

            // Reaped behind our back: it has ended, how is unknown. The table is read back after every run anyway.
            IsReaped = true;
            exit = new CommandExit(Signalled: false, Code: 255);
            return true;
        }

        if (status.Pid == 0)
        {
            return false;
        }

        IsReaped = true;
        exit = new CommandExit(status.Code != ProcessCalls.CLD_EXITED, status.Status);
        return true;
    }

    /// <summary>
    /// Kills the process group, then the child itself in case it has left the group. Nothing once it is reaped: its
    /// number may be another's by then.
    /// </summary>
    internal readonly void Kill() => Signal(ProcessCalls.SIGKILL);

    /// <summary>As <see cref="Kill"/>, with another signal.</summary>
    internal readonly void Signal(int signal)
    {
        if (!IsReaped)
        {
            _ = ProcessCalls.Kill(-_pid, signal);
            _ = ProcessCalls.PidfdSendSignal(Descriptor, signal);
        }
    }

    internal readonly void CloseDescriptor() => _ = FileCalls.Close(Descriptor);

    /// <summary>
    /// For a child that cannot be watched: kills it and waits. The only wait outside the loop, and a short one.
    /// </summary>
    internal void EndNow()
    {
        int status;
        _ = ProcessCalls.Kill(-_pid, ProcessCalls.SIGKILL);
        _ = ProcessCalls.Kill(_pid, ProcessCalls.SIGKILL);
        _ = ProcessCalls.WaitPid(_pid, &status, 0);
        IsReaped = true;
    }
}
