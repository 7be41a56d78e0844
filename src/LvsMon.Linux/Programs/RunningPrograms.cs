using System;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;
using LvsMon.Linux.Processes;

namespace LvsMon.Linux.Programs;

/// <summary>
/// The programs that run, also those that nobody wants any more and that have not ended yet. Their descriptors stand in
/// an epoll set of their own, which is one descriptor in the wait of the loop.
/// </summary>
internal sealed unsafe class RunningPrograms : IDisposable
{
    /// <summary>Programs at once, at most; each costs a process, its memory and two descriptors.</summary>
    internal const int Limit = IProgramSet.MostPrograms;

    private const int EventsPerCall = 2 * Limit;
    private readonly ProgramLauncher _launcher = new();
    private readonly RunningProgram[] _programs = new RunningProgram[Limit];
    private readonly bool[] _isTaken = new bool[Limit];
    private readonly byte[] _forgotten = GC.AllocateUninitializedArray<byte>(64 * 1024);
    private readonly byte* _events = (byte*)NativeMemory.Alloc(EventsPerCall, (nuint)EpollCalls.EventSize);

    /// <exception cref="System.IO.IOException">The kernel gave no descriptor.</exception>
    internal RunningPrograms()
    {
        Descriptor = EpollCalls.Create(EpollCalls.EPOLL_CLOEXEC);
        SetUp.Demand(Descriptor, "epoll_create1");
    }

    /// <summary>Readable while any of them has something to say.</summary>
    internal int Descriptor { get; }

    /// <summary>How many there are.</summary>
    internal int Count { get; private set; }

    /// <summary>When the next of them is to be killed, <see cref="long.MaxValue"/> for none.</summary>
    internal long NextKillUs
    {
        get
        {
            long nextUs = long.MaxValue;
            for (int index = 0; index < Limit; index++)
            {
                nextUs = _isTaken[index] ? Math.Min(nextUs, _programs[index].KillAtUs) : nextUs;
            }

            return nextUs;
        }
    }

    /// <summary>One of them, by the number that <see cref="Start"/> gave.</summary>
    internal ref RunningProgram this[int index] => ref _programs[index];

    /// <summary>Kills all without waiting for their end, and frees everything.</summary>
    public void Dispose()
    {
        for (int index = 0; index < Limit; index++)
        {
            if (_isTaken[index])
            {
                _programs[index].Kill();
                _programs[index].Release(Descriptor);
            }
        }

        _ = FileCalls.Close(Descriptor);
        NativeMemory.Free(_events);
        _launcher.Dispose();
    }

    /// <summary>Starts one; only while there are fewer than <see cref="Limit"/>.</summary>
    internal OsError Start(
        int slot, ExternalProgram program, in Endpoint target, in IpAddress source, out int index)
    {
        index = Array.IndexOf(_isTaken, false);
        OsError error = _launcher.Start(program, in target, in source, out ChildProcess child, out int output);
        if (error != OsError.None)
        {
            return error;
        }

        _programs[index] = new RunningProgram(slot, child, output);
        error = Register(child.Descriptor, index);
        error = error == OsError.None ? Register(output, index) : error;
        if (error != OsError.None)
        {
            child.EndNow();
            _programs[index].Release(Descriptor);
            return error;
        }

        _isTaken[index] = true;
        Count++;
        return OsError.None;
    }

    /// <summary>As <see cref="ISocketSet.Receive"/>.</summary>
    internal OsError Receive(int index, Span<byte> buffer, out int received) =>
        _programs[index].Receive(Descriptor, buffer, _forgotten, out received);

    /// <summary>Lets go of one: it is ended if it has not ended by itself.</summary>
    internal void Abandon(int index, long nowUs)
    {
        if (_programs[index].IsReaped)
        {
            Free(index);
        }
        else
        {
            _programs[index].Abandon(Descriptor, nowUs);
        }
    }

    /// <summary>Kills those whose time is up.</summary>
    internal void KillOverdue(long nowUs)
    {
        for (int index = 0; index < Limit; index++)
        {
            if (_isTaken[index] && _programs[index].KillAtUs <= nowUs)
            {
                _programs[index].Kill();
            }
        }
    }

    /// <summary>Takes what there is to say: marks the slots, and reaps those that nobody wants.</summary>
    internal void Collect(Span<bool> hasNews)
    {
        int count = EpollCalls.Wait(Descriptor, _events, EventsPerCall, 0);
        byte* entry = _events;
        for (int number = 0; number < count; number++, entry += EpollCalls.EventSize)
        {
            _ = EpollCalls.ReadEvent(entry, out int index);
            if (!_isTaken[index])
            {
                continue;
            }

            if (_programs[index].Slot >= 0)
            {
                hasNews[_programs[index].Slot] = true;
            }
            else if (_programs[index].LookForEnd(Descriptor))
            {
                Free(index);
            }
        }
    }

    private void Free(int index)
    {
        _programs[index].Release(Descriptor);
        _isTaken[index] = false;
        Count--;
    }

    private OsError Register(int descriptor, int index)
    {
        byte* entry = stackalloc byte[16];
        EpollCalls.WriteEvent(entry, EpollCalls.EPOLLIN, index);
        return EpollCalls.Control(Descriptor, EpollCalls.EPOLL_CTL_ADD, descriptor, entry) == 0
            ? OsError.None : OsError.NoMemory;
    }
}
