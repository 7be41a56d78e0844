using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;
using LvsMon.Linux.Sockets;

namespace LvsMon.Linux.Processes;

/// <summary>
/// SIGTERM, SIGINT and SIGHUP as a descriptor of the wait. The runtime starts threads before any code of ours and
/// handles these signals itself, so they cannot be blocked for signalfd(2); its own registration hands them to a thread
/// of the runtime, which does here nothing but set a bit and write eight bytes. SIGPIPE is ignored by the runtime
/// already.
/// </summary>
public sealed class SignalLatch : ISignalLatch, IDisposable
{
    // Kept until the process ends: a registration that nobody refers to is undone by its finalizer.
    private static readonly List<PosixSignalRegistration> Registrations = [];

    private readonly IWaitRegistry _registry;
    private readonly int _event;
    private int _arrived;

    /// <summary>Begins to take the signals; set-up only, before anything that a signal should not interrupt.</summary>
    /// <exception cref="System.IO.IOException">The kernel gave no descriptor.</exception>
    public SignalLatch(IWaitRegistry registry)
    {
        _registry = registry;
        _event = EpollCalls.EventCreate(0, EpollCalls.EFD_CLOEXEC | EpollCalls.EFD_NONBLOCK);
        SetUp.Demand(_event, "eventfd");
        if (registry.Add(_event, Ready.Signals, Readiness.Receive) is var error and not OsError.None)
        {
            _ = FileCalls.Close(_event);
            throw new System.IO.IOException($"the signal latch has no place in the wait: {error}");
        }

        // The runtime leaves a signal alone that it finds ignored at its first registration: under nohup(1), or in the
        // background of a script, a daemon could then neither be told to reload nor be ended with SIGINT.
        InheritedSignals.DoNotIgnore(ProcessCalls.SIGTERM);
        InheritedSignals.DoNotIgnore(ProcessCalls.SIGINT);
        InheritedSignals.DoNotIgnore(ProcessCalls.SIGHUP);
        Register(PosixSignal.SIGTERM, SignalSet.Terminate);
        Register(PosixSignal.SIGINT, SignalSet.Terminate);
        Register(PosixSignal.SIGHUP, SignalSet.Reload);
    }

    /// <inheritdoc/>
    public unsafe SignalSet Take()
    {
        // The descriptor first: a signal between the two steps is then taken now and wakes the loop once for nothing,
        // while the other order could take the wake-up and leave the signal.
        ulong count;
        _ = FileCalls.Read(_event, (byte*)&count, sizeof(ulong));
        return (SignalSet)Interlocked.Exchange(ref _arrived, 0);
    }

    /// <summary>
    /// Leaves the wait. The signals stay taken until the process ends: one that has arrived, but waits for its
    /// handler's turn, would find none and end the process by its default action (measured: a daemon that ends after a
    /// storm of SIGHUP is killed by one of them). The descriptor stays open for the same late handler.
    /// </summary>
    public void Dispose() => _registry.Remove(_event);

    private void Register(PosixSignal signal, SignalSet meaning) =>
        Registrations.Add(PosixSignalRegistration.Create(signal, context => Arrive(context, meaning)));

    private unsafe void Arrive(PosixSignalContext context, SignalSet signal)
    {
        context.Cancel = true;
        Interlocked.Or(ref _arrived, (int)signal);
        ulong one = 1;
        _ = FileCalls.Write(_event, (byte*)&one, sizeof(ulong));
    }
}
