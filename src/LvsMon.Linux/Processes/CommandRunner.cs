using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;
using LvsMon.Linux.Sockets;

namespace LvsMon.Linux.Processes;

/// <summary>
/// One child at a time: posix_spawn, three pipes and a pidfd, all in the one wait. The child sees a fixed environment,
/// no descriptor above 2 and no shell.
/// </summary>
/// <remarks>
/// posix_spawn has no PR_SET_PDEATHSIG: a child outlives a daemon that is killed. It reads whole lines up to a certain
/// one then, never a part of a line. What such an orphan still does to the table is found and repaired when the next
/// daemon reads the table back.
/// </remarks>
public sealed unsafe class CommandRunner : ICommandRunner, IDisposable
{
    /// <summary>Bytes moved a call of <see cref="Advance"/> and pipe; the rest waits for the next turn.</summary>
    private const int BytesPerTurn = 256 * 1024;

    /// <summary>
    /// Bytes taken from a pipe after the exit: as many as a pipe can hold by default limits (pipe-max-size, pipe(7)).
    /// What comes after them is from a grandchild that still holds the pipe, and endless.
    /// </summary>
    private const int BytesAfterExit = 1024 * 1024;

    private const int PieceSize = 64 * 1024;

    /// <summary>PIPE_BUF of Linux, bytes: a non-blocking write of no more is done whole or not at all.</summary>
    private const int AtomicWrite = 4096;

    private readonly IWaitRegistry _registry;
    private readonly SpawnAttributes _attributes = new();
    private readonly ArgumentBlock _environment = new("PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C");
    private readonly List<ArgumentBlock> _commands = [];
    private readonly byte[] _piece = GC.AllocateUninitializedArray<byte>(PieceSize, pinned: true);
    private ChildProcess _child;
    private ChildPipes _pipes = ChildPipes.None();
    private ReadOnlyMemory<byte> _input;
    private CommandExit _exit;
    private int _outputLeft;
    private int _errorLeft;
    private bool _isInputRegistered;

    /// <summary>Makes a runner; set-up only. Marks every descriptor open now as close-on-exec.</summary>
    public CommandRunner(IWaitRegistry registry)
    {
        _registry = registry;
        StandardDescriptors.CloseOthersOnExec();

        // A parent that ignores SIGCHLD hands that down to us, and then children vanish unwaited (waitpid(2), notes).
        // The runtime's own handler, if it has one, is left alone.
        InheritedSignals.DoNotIgnore(ProcessCalls.SIGCHLD);
    }

    /// <inheritdoc/>
    public bool IsRunning { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The path is not absolute, or a string holds a NUL.</exception>
    public int Prepare(string path, params ReadOnlySpan<string> arguments)
    {
        if (!path.StartsWith('/'))
        {
            throw new ArgumentException("the path of a command is absolute", nameof(path));
        }

        string[] all = new string[arguments.Length + 1];
        all[0] = path;
        arguments.CopyTo(all.AsSpan(1));
        _commands.Add(new ArgumentBlock(all));
        return _commands.Count - 1;
    }

    /// <inheritdoc/>
    public OsError Start(int command, ReadOnlyMemory<byte> input)
    {
        if (IsRunning)
        {
            throw new InvalidOperationException("a command is running already");
        }

        OsError error = ChildPipes.Open(out _pipes);
        if (error != OsError.None)
        {
            return error;
        }

        error = ChildProcess.Start(_commands[command], _environment, _attributes, ref _pipes, out _child);
        if (error != OsError.None)
        {
            _pipes.CloseOurEnds();
            return error;
        }

        _input = input;
        _outputLeft = BytesAfterExit;
        _errorLeft = BytesAfterExit;
        _isInputRegistered = false;
        error = Register();
        if (error != OsError.None)
        {
            _child.EndNow();
            Release();
            return error;
        }

        IsRunning = true;
        return OsError.None;
    }

    /// <inheritdoc/>
    public bool Advance(ICommandOutput output, out CommandExit exit)
    {
        exit = default;
        if (!IsRunning)
        {
            return false;
        }

        // The exit is looked for before the pipes are read: bytes written before it are then certainly among those
        // read.
        if (!_child.IsReaped && _child.TryReap(out _exit))
        {
            // Would stay readable and wake every wait until the output is drained.
            _registry.Remove(_child.Descriptor);
            CloseInput();
        }

        Feed();
        bool isDrained = Drain(_pipes.OutputEnd, isError: false, output, ref _outputLeft);
        isDrained &= Drain(_pipes.ErrorEnd, isError: true, output, ref _errorLeft);
        if (!_child.IsReaped || !isDrained)
        {
            return false;
        }

        exit = _exit;
        Release();
        return true;
    }

    /// <inheritdoc/>
    public void Kill()
    {
        if (IsRunning)
        {
            _child.Kill();
        }
    }

    /// <summary>Kills a running child without waiting for it, and frees everything.</summary>
    public void Dispose()
    {
        if (IsRunning)
        {
            _child.Kill();
            Release();
        }

        foreach (ArgumentBlock command in _commands)
        {
            command.Dispose();
        }

        _commands.Clear();
        _environment.Dispose();
        _attributes.Dispose();
    }

    private OsError Register()
    {
        OsError error = _registry.Add(_child.Descriptor, Ready.Command, Readiness.Receive);
        error = error == OsError.None ? _registry.Add(_pipes.OutputEnd, Ready.Command, Readiness.Receive) : error;
        error = error == OsError.None ? _registry.Add(_pipes.ErrorEnd, Ready.Command, Readiness.Receive) : error;
        Feed();
        if (error == OsError.None && _pipes.InputEnd != ChildPipes.NoDescriptor)
        {
            error = _registry.Add(_pipes.InputEnd, Ready.Command, Readiness.Send);
            _isInputRegistered = error == OsError.None;
        }

        return error;
    }

    /// <summary>
    /// Writes what the pipe takes, at most the turn's share, and closes it when all is written or nobody reads. What is
    /// in the pipe always ends with a line: if we die now, the child sees its input end there, and ipvsadm would take
    /// <c>-r 192.0.2.17</c>, the rest of <c>-r 192.0.2.170</c> being lost, for an order.
    /// </summary>
    private void Feed()
    {
        int left = BytesPerTurn;
        while (_pipes.InputEnd != ChildPipes.NoDescriptor && left >= AtomicWrite)
        {
            if (_input.IsEmpty)
            {
                CloseInput();
                return;
            }

            ReadOnlySpan<byte> bytes = WholeLines(_input.Span);
            nint written;
            fixed (byte* pointer = bytes)
            {
                written = FileCalls.Write(_pipes.InputEnd, pointer, (nuint)bytes.Length);
            }

            if (written > 0)
            {
                _input = _input[(int)written..];
                left -= (int)written;
                continue;
            }

            int errno = Marshal.GetLastPInvokeError();
            if (errno == Errno.EAGAIN)
            {
                return;
            }

            // EPIPE: the child does not want the rest; its exit code and the table tell what that means.
            if (errno != Errno.EINTR)
            {
                CloseInput();
            }
        }
    }

    /// <summary>The first lines that one write takes whole; of a line longer than that, as much as it takes.</summary>
    private static ReadOnlySpan<byte> WholeLines(ReadOnlySpan<byte> input)
    {
        if (input.Length <= AtomicWrite)
        {
            return input;
        }

        int lastEnd = input[..AtomicWrite].LastIndexOf((byte)'\n');
        return input[..(lastEnd < 0 ? AtomicWrite : lastEnd + 1)];
    }

    /// <summary>Reads what is there, at most the turn's share.</summary>
    /// <returns>
    /// True when nothing is left to wait for after the exit: no bytes, the end, or more than a pipe can hold.
    /// </returns>
    private bool Drain(int descriptor, bool isError, ICommandOutput output, ref int leftAfterExit)
    {
        int left = BytesPerTurn;
        while (descriptor != ChildPipes.NoDescriptor && left > 0 && leftAfterExit > 0)
        {
            nint count;
            fixed (byte* pointer = _piece)
            {
                count = FileCalls.Read(descriptor, pointer, PieceSize);
            }

            if (count > 0)
            {
                Hand(output, isError, _piece.AsSpan(0, (int)count));
                left -= (int)count;
                leftAfterExit -= _child.IsReaped ? (int)count : 0;
                continue;
            }

            int errno = count == 0 ? 0 : Marshal.GetLastPInvokeError();
            if (errno == Errno.EAGAIN)
            {
                return true;
            }

            if (errno != Errno.EINTR)
            {
                CloseRead(descriptor, isError);
                return true;
            }
        }

        return descriptor == ChildPipes.NoDescriptor || leftAfterExit <= 0;
    }

    private static void Hand(ICommandOutput output, bool isError, ReadOnlySpan<byte> bytes)
    {
        if (isError)
        {
            output.Error(bytes);
        }
        else
        {
            output.Standard(bytes);
        }
    }

    /// <summary>At the end of a pipe: it would stay readable and wake every wait.</summary>
    private void CloseRead(int descriptor, bool isError)
    {
        _registry.Remove(descriptor);
        if (isError)
        {
            _pipes.CloseError();
        }
        else
        {
            _pipes.CloseOutput();
        }
    }

    private void CloseInput()
    {
        if (_isInputRegistered)
        {
            _registry.Remove(_pipes.InputEnd);
            _isInputRegistered = false;
        }

        _pipes.CloseInput();
    }

    private void Release()
    {
        CloseInput();
        RemoveIfOpen(_pipes.OutputEnd);
        RemoveIfOpen(_pipes.ErrorEnd);
        _registry.Remove(_child.Descriptor);
        _pipes.CloseOurEnds();
        _child.CloseDescriptor();
        _input = default;
        IsRunning = false;
    }

    private void RemoveIfOpen(int descriptor)
    {
        if (descriptor != ChildPipes.NoDescriptor)
        {
            _registry.Remove(descriptor);
        }
    }
}
