using System;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;
using LvsMon.Linux.Processes;

namespace LvsMon.Linux.Programs;

/// <summary>One program from its start until it is reaped: its output, its end, and its ending by us.</summary>
internal unsafe struct RunningProgram
{
    /// <summary>
    /// Bytes of output handed over; what comes after them is read and forgotten, so that a talkative program is not
    /// held up. After the exit it also bounds what a grandchild may still write.
    /// </summary>
    internal const int OutputBytes = 16 * 1024;

    /// <summary>
    /// Bytes of output forgotten; from then on the pipe is left full. A program that writes without end would cost the
    /// daemon a whole processor until its deadline, and itself another; so it sleeps.
    /// </summary>
    internal const int ForgottenBytes = 4 * 1024 * 1024;

    /// <summary>Reads of what is forgotten in one call: a talkative program must not hold the loop.</summary>
    private const int ForgottenReads = 4;

    /// <summary>How long it has between SIGTERM and SIGKILL, microseconds.</summary>
    private const long GraceUs = 1_000_000;

    private ChildProcess _child;
    private int _output;
    private int _handed;
    private int _forgotten;
    private CommandExit _exit;

    internal RunningProgram(int slot, ChildProcess child, int output)
    {
        Slot = slot;
        KillAtUs = long.MaxValue;
        _child = child;
        _output = output;
    }

    /// <summary>The slot that is told of it, -1 when nobody wants it any more.</summary>
    internal int Slot { get; private set; }

    /// <summary>When it gets SIGKILL, monotonic microseconds; <see cref="long.MaxValue"/> for never.</summary>
    internal long KillAtUs { get; private set; }

    internal readonly int Exit => _child.Descriptor;

    internal readonly int Output => _output;

    internal readonly bool IsReaped => _child.IsReaped;

    private readonly bool IsHeldUp => _forgotten >= ForgottenBytes;

    /// <summary>As <see cref="IProgramSet.ExitStatus"/>.</summary>
    internal readonly int Status => _exit.Signalled ? -_exit.Code : _exit.Code;

    /// <summary>
    /// Looks whether it has ended, and reaps it. What it leaves behind in its group is killed first: after that the
    /// number of the group may be another's.
    /// </summary>
    /// <returns>True when this call has reaped it.</returns>
    internal bool LookForEnd(int epoll)
    {
        if (_child.IsReaped || !_child.HasEnded(out bool isLost))
        {
            return false;
        }

        if (!isLost)
        {
            _child.Kill();
        }

        if (!_child.TryReap(out _exit))
        {
            return false;
        }

        _ = EpollCalls.Control(epoll, EpollCalls.EPOLL_CTL_DEL, _child.Descriptor, null);
        _child.CloseDescriptor();
        return true;
    }

    /// <summary>As <see cref="ISocketSet.Receive"/>; the end of the output is told after the exit.</summary>
    internal OsError Receive(int epoll, Span<byte> buffer, Span<byte> forgotten, out int received)
    {
        // The exit is looked for before the pipe is read: bytes written before it are then certainly among those read.
        LookForEnd(epoll);
        received = 0;
        for (int left = IsHeldUp ? 0 : ForgottenReads; left > 0 && _output != ChildPipes.NoDescriptor; left--)
        {
            bool isFull = _handed >= OutputBytes;
            if (isFull && IsReaped)
            {
                return OsError.None;
            }

            Span<byte> room = isFull ? forgotten : buffer[..Math.Min(buffer.Length, OutputBytes - _handed)];
            nint count;
            fixed (byte* pointer = room)
            {
                count = FileCalls.Read(_output, pointer, (nuint)room.Length);
            }

            if (count > 0 && !isFull)
            {
                _handed += (int)count;
                received = (int)count;
                return OsError.None;
            }

            if (count > 0 && Forget(epoll, (int)count))
            {
                break;
            }

            int errno = count < 0 ? Marshal.GetLastPInvokeError() : 0;
            if (errno == Errno.EAGAIN)
            {
                break;
            }

            if (count <= 0 && errno != Errno.EINTR)
            {
                CloseOutput(epoll);
            }
        }

        return IsReaped ? OsError.None : OsError.WouldBlock;
    }

    /// <summary>Asks it to end, whoever it has started with it, and lets go of its slot.</summary>
    internal void Abandon(int epoll, long nowUs)
    {
        Slot = -1;
        CloseOutput(epoll);
        _child.Signal(ProcessCalls.SIGTERM);
        KillAtUs = nowUs + GraceUs;
    }

    /// <summary>Kills what did not end by itself.</summary>
    internal void Kill()
    {
        KillAtUs = long.MaxValue;
        _child.Kill();
    }

    /// <summary>Frees what is open; for a program that is reaped, or with the whole set.</summary>
    internal void Release(int epoll)
    {
        CloseOutput(epoll);
        if (!_child.IsReaped)
        {
            _child.CloseDescriptor();
        }
    }

    /// <summary>Counts what is forgotten, and waits for no more of it when it is enough.</summary>
    /// <returns>True when it is.</returns>
    private bool Forget(int epoll, int count)
    {
        _forgotten += count;
        if (IsHeldUp)
        {
            _ = EpollCalls.Control(epoll, EpollCalls.EPOLL_CTL_DEL, _output, null);
        }

        return IsHeldUp;
    }

    private void CloseOutput(int epoll)
    {
        if (_output != ChildPipes.NoDescriptor)
        {
            _ = EpollCalls.Control(epoll, EpollCalls.EPOLL_CTL_DEL, _output, null);
            _ = FileCalls.Close(_output);
            _output = ChildPipes.NoDescriptor;
        }
    }
}
