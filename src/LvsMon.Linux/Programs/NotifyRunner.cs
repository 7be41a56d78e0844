using System;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;
using LvsMon.Linux.Processes;
using LvsMon.Linux.Sockets;

namespace LvsMon.Linux.Programs;

/// <summary>
/// Programs that are told of changes: posix_spawn and a pidfd each, in an epoll set of their own, which is one
/// descriptor in the wait of the loop. A session of its own, default signals, nothing of ours open, / as working
/// directory, /dev/null as standard input, output and error.
/// </summary>
public sealed unsafe class NotifyRunner : INotifyRunner, IDisposable
{
    /// <summary>Programs at once, at most; each costs a process, its memory and a descriptor.</summary>
    public const int Limit = 8;

    /// <summary>The words of one start: those of a program and four kilobytes of environment.</summary>
    private const int TextBytes = ExternalProgram.MaxBytes + 4096;

    /// <summary>Path, arguments and their null; 30 variables and theirs.</summary>
    private const int Pointers = ExternalProgram.MaxArguments + 2 + 31;

    private readonly IWaitRegistry _registry;
    private readonly SpawnAttributes _attributes = new(ownSession: true);
    private readonly ChildProcess[] _children = new ChildProcess[Limit];
    private readonly bool[] _isRunning = new bool[Limit];
    private readonly byte* _text = (byte*)NativeMemory.Alloc(TextBytes);
    private readonly byte** _pointers = (byte**)NativeMemory.AllocZeroed(Pointers, (nuint)sizeof(byte*));
    private readonly int _nowhere;
    private readonly int _ends;

    /// <summary>Set-up only. Marks every descriptor open now as close-on-exec.</summary>
    /// <exception cref="System.IO.IOException">/dev/null cannot be opened, or the kernel gave no
    /// descriptor.</exception>
    public NotifyRunner(IWaitRegistry registry)
    {
        _registry = registry;
        _nowhere = FileCalls.Open("/dev/null", FileCalls.O_RDWR | FileCalls.O_CLOEXEC, 0);
        SetUp.Demand(_nowhere, "/dev/null");
        _ends = EpollCalls.Create(EpollCalls.EPOLL_CLOEXEC);
        SetUp.Demand(_ends, "epoll_create1");
        if (registry.Add(_ends, Ready.Notify, Readiness.Receive) != OsError.None)
        {
            throw new System.IO.IOException("no place in the wait for the programs of notify");
        }

        StandardDescriptors.CloseOthersOnExec();
        InheritedSignals.DoNotIgnore(ProcessCalls.SIGCHLD);
    }

    /// <inheritdoc/>
    public int Places => Limit;

    /// <inheritdoc/>
    /// <remarks>Holds the caller until the child has called execve, about 0.3 ms.</remarks>
    public OsError Start(int place, ReadOnlySpan<byte> words, int arguments)
    {
        if (!Point(words, arguments))
        {
            return OsError.Other;
        }

        // The descriptor first: what was started and cannot be watched would have to be killed, and it may have sent
        // a page by then.
        int kept = FileCalls.Control(_nowhere, FileCalls.F_DUPFD_CLOEXEC, 0);
        if (kept < 0)
        {
            return OsError.NoDescriptor;
        }

        ref ChildProcess child = ref _children[place];
        int result = Spawn(_pointers + arguments + 1, out child);
        _ = FileCalls.Close(kept);
        OsError error = result != 0 ? Errno.OfSpawn(result) : child.Watch();
        if (error != OsError.None)
        {
            return error;
        }

        byte* entry = stackalloc byte[EpollCalls.EventSize];
        EpollCalls.WriteEvent(entry, EpollCalls.EPOLLIN, place);
        if (EpollCalls.Control(_ends, EpollCalls.EPOLL_CTL_ADD, child.Descriptor, entry) != 0)
        {
            error = Errno.OfFile(Marshal.GetLastPInvokeError());
            child.EndNow();
            child.CloseDescriptor();
            return error;
        }

        _isRunning[place] = true;
        return OsError.None;
    }

    /// <inheritdoc/>
    public bool TryReap(int place, out CommandExit exit)
    {
        exit = default;
        ref ChildProcess child = ref _children[place];
        if (!_isRunning[place] || !child.HasEnded(out bool isLost))
        {
            return false;
        }

        // Before it is reaped: after that the number of its group may be another's.
        if (!isLost)
        {
            child.Kill();
        }

        if (!child.TryReap(out exit))
        {
            return false;
        }

        Release(place);
        return true;
    }

    /// <inheritdoc/>
    public void Stop(int place) => Signal(place, ProcessCalls.SIGTERM);

    /// <inheritdoc/>
    public void Kill(int place) => Signal(place, ProcessCalls.SIGKILL);

    /// <summary>Kills what runs without waiting for its end, and frees everything.</summary>
    public void Dispose()
    {
        for (int place = 0; place < Limit; place++)
        {
            if (_isRunning[place])
            {
                Kill(place);
                Release(place);
            }
        }

        _registry.Remove(_ends);
        _ = FileCalls.Close(_ends);
        _ = FileCalls.Close(_nowhere);
        NativeMemory.Free(_text);
        NativeMemory.Free(_pointers);
        _attributes.Dispose();
    }

    /// <summary>Copies the words and points at them.</summary>
    /// <returns>False when they are more than there is room for.</returns>
    private bool Point(ReadOnlySpan<byte> words, int arguments)
    {
        if (words.Length > TextBytes)
        {
            return false;
        }

        words.CopyTo(new Span<byte>(_text, TextBytes));
        int count = 0;
        int start = 0;
        for (int word = 0; start < words.Length; word++)
        {
            if (word == arguments)
            {
                _pointers[count++] = null;
            }

            if (count >= Pointers - 1)
            {
                return false;
            }

            _pointers[count++] = _text + start;
            start += words[start..].IndexOf((byte)0) + 1;
        }

        _pointers[count] = null;
        return true;
    }

    /// <returns>An errno.</returns>
    private int Spawn(byte** environment, out ChildProcess child)
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
        for (int descriptor = 0; descriptor <= 2 && result == 0; descriptor++)
        {
            result = ProcessCalls.FileActionsDuplicate(actions, _nowhere, descriptor);
        }

        result = result == 0
            ? ChildProcess.Spawn(_pointers, environment, _attributes, actions, out child)
            : result;
        _ = ProcessCalls.FileActionsDestroy(actions);
        return result;
    }

    private void Signal(int place, int signal)
    {
        if (_isRunning[place])
        {
            _children[place].Signal(signal);
        }
    }

    private void Release(int place)
    {
        _ = EpollCalls.Control(_ends, EpollCalls.EPOLL_CTL_DEL, _children[place].Descriptor, null);
        _children[place].CloseDescriptor();
        _isRunning[place] = false;
    }
}
