using System;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;
using LvsMon.Linux.Processes;

namespace LvsMon.Linux.Programs;

/// <summary>
/// Starts programs: a session of their own, default signals, nothing of ours open, / as working directory, /dev/null as
/// standard input and error, and a pipe as standard output.
/// </summary>
internal sealed unsafe class ProgramLauncher : IDisposable
{
    private readonly SpawnAttributes _attributes = new(ownSession: true);
    private readonly ProgramArguments _arguments = new();
    private readonly int _nowhere;

    /// <summary>Set-up only. Marks every descriptor open now as close-on-exec.</summary>
    /// <exception cref="System.IO.IOException">/dev/null cannot be opened.</exception>
    internal ProgramLauncher()
    {
        _nowhere = FileCalls.Open("/dev/null", FileCalls.O_RDWR | FileCalls.O_CLOEXEC, 0);
        SetUp.Demand(_nowhere, "/dev/null");
        StandardDescriptors.CloseOthersOnExec();
        InheritedSignals.DoNotIgnore(ProcessCalls.SIGCHLD);
    }

    public void Dispose()
    {
        _ = FileCalls.Close(_nowhere);
        _arguments.Dispose();
        _attributes.Dispose();
    }

    /// <summary>Starts one; blocks until the child has called execve, about 0.3 ms.</summary>
    /// <param name="program">What is run.</param>
    /// <param name="target">What it is told to check.</param>
    /// <param name="source">What it is told to leave from.</param>
    /// <param name="child">The child.</param>
    /// <param name="output">Our end of its standard output, non-blocking.</param>
    internal OsError Start(
        ExternalProgram program, in Endpoint target, in IpAddress source, out ChildProcess child, out int output)
    {
        child = default;
        output = ChildPipes.NoDescriptor;
        int* ends = stackalloc int[2];
        if (FileCalls.Pipe(ends, FileCalls.O_CLOEXEC) != 0)
        {
            return Errno.OfFile(Marshal.GetLastPInvokeError());
        }

        _ = FileCalls.Control(ends[0], FileCalls.F_SETFL, FileCalls.O_RDONLY | FileCalls.O_NONBLOCK);
        _arguments.Write(program, in target, in source);
        int result = Spawn(ends[1], out child);
        _ = FileCalls.Close(ends[1]);
        OsError error = result != 0 ? Errno.OfSpawn(result) : child.Watch();
        if (error != OsError.None)
        {
            _ = FileCalls.Close(ends[0]);
            return error;
        }

        output = ends[0];
        return OsError.None;
    }

    /// <returns>An errno.</returns>
    private int Spawn(int output, out ChildProcess child)
    {
        child = default;
        byte* actions = stackalloc byte[SpawnAttributes.NativeBlockSize];
        int result = ProcessCalls.FileActionsInit(actions);
        if (result != 0)
        {
            return result;
        }

        byte* root = stackalloc byte[2] { (byte)'/', 0 };
        result = ProcessCalls.FileActionsChangeDirectory(actions, root);
        result = result == 0 ? ProcessCalls.FileActionsDuplicate(actions, _nowhere, 0) : result;
        result = result == 0 ? ProcessCalls.FileActionsDuplicate(actions, output, 1) : result;
        result = result == 0 ? ProcessCalls.FileActionsDuplicate(actions, _nowhere, 2) : result;
        result = result == 0
            ? ChildProcess.Spawn(_arguments.Arguments, _arguments.Environment, _attributes, actions, out child)
            : result;
        _ = ProcessCalls.FileActionsDestroy(actions);
        return result;
    }
}
