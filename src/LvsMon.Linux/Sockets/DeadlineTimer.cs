using System;
using System.Runtime.InteropServices;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Sockets;

/// <summary>
/// The next deadline as a descriptor (timerfd): exact to the microsecond where Select counts milliseconds. It is never
/// read; it stays readable after its time until it is set to another one.
/// </summary>
internal sealed unsafe class DeadlineTimer : IDisposable
{
    private long _armedUs = long.MaxValue;

    internal DeadlineTimer()
    {
        const int Flags = EpollCalls.TFD_NONBLOCK | EpollCalls.TFD_CLOEXEC;
        Descriptor = EpollCalls.TimerCreate(EpollCalls.CLOCK_MONOTONIC, Flags);
        SetUp.Demand(Descriptor, "timerfd_create");
    }

    internal int Descriptor { get; }

    /// <summary>
    /// Sets the time; a call to the kernel only when it has changed. <see cref="long.MaxValue"/> stops the timer.
    /// </summary>
    /// <param name="untilUs">CLOCK_MONOTONIC, microseconds, &gt; 0: a time of 0 would stop the timer.</param>
    internal void Set(long untilUs)
    {
        if (untilUs == _armedUs)
        {
            return;
        }

        long* value = stackalloc long[4];
        value[0] = 0;
        value[1] = 0;
        value[2] = untilUs == long.MaxValue ? 0 : untilUs / 1_000_000;
        value[3] = untilUs == long.MaxValue ? 0 : untilUs % 1_000_000 * 1_000;
        if (EpollCalls.TimerSet(Descriptor, EpollCalls.TFD_TIMER_ABSTIME, value, null) != 0)
        {
            // A wait without its deadline could last for ever: a broken invariant, not a state to go on in.
            throw new InvalidOperationException($"timerfd_settime failed with errno {Marshal.GetLastPInvokeError()}");
        }

        _armedUs = untilUs;
    }

    public void Dispose() => _ = FileCalls.Close(Descriptor);
}
