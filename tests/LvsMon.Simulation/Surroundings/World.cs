using System;
using System.Collections.Generic;
using LvsMon.Core.Config;
using LvsMon.Core.Os;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;
using LvsMon.Simulation.Checkers;
using LvsMon.Simulation.Peers;
using LvsMon.Testing.Os;

namespace LvsMon.Simulation.Surroundings;

/// <summary>Everything around the daemon, in memory, on one clock. It outlives the daemons.</summary>
internal sealed class World : IDisposable
{
    private readonly SimulatedSockets _sockets;
    private readonly Draw _secrets;
    private SignalSet _signals;

    /// <summary>A world in which all is well.</summary>
    public World(Draw draw, PeerBook book, long startUs)
    {
        Clock = new ManualClock(startUs);
        _sockets = new SimulatedSockets(Clock) { IsRecording = false };
        Sockets = new TappedSockets(_sockets, Clock, Crash, draw.Fork());
        Ipvsadm = new SimulatedIpvsadm(Clock, Crash, draw.Fork());
        Notify = new SimulatedNotify(Clock, Crash, draw.Fork());
        Sessions = new SimulatedSessions(Ipvsadm, Crash, draw.Fork());
        StateFile = new SimulatedStateFile(Crash);
        OrdersFile = new SimulatedStateFile(Crash);
        Settings = new SimulatedSettings(Crash);
        Control = new ControlVisitors(Clock, Crash);
        _sockets.Child = new WakeSources(new WakeSources(Ipvsadm, Notify), Control);
        WallClock = new SteppingWallClock(Clock);
        Log = new SimulatedLog(Crash);
        Differences = new SimulatedLog(Crash);
        Attempts = new AttemptWatch(Clock, Sockets, _sockets, book, Hosts, draw.Fork());
        Sockets.Watch = Attempts;
        _secrets = draw.Fork();
    }

    /// <summary>The clock.</summary>
    public ManualClock Clock { get; }

    /// <summary>What the sinks are told that the time is: calls of a turn take time, and nobody looks at the clock
    /// between the wait and the end of the turn.</summary>
    public long SeenUs => Sockets.IsAwake ? Sockets.WokenUs : Clock.NowUs;

    /// <summary>Where the daemon may die.</summary>
    public CrashPoint Crash { get; } = new();

    /// <summary>The sockets as the daemon sees them.</summary>
    public TappedSockets Sockets { get; }

    /// <summary>The hosts of the real servers.</summary>
    public PeerHosts Hosts { get; } = new();

    /// <summary>What is known of the connections.</summary>
    public AttemptWatch Attempts { get; }

    /// <summary>ipvsadm and the kernel's table.</summary>
    public SimulatedIpvsadm Ipvsadm { get; }

    /// <summary>The programs that are told of changes.</summary>
    public SimulatedNotify Notify { get; }

    /// <summary>The kernel's list of sessions.</summary>
    public SimulatedSessions Sessions { get; }

    /// <summary>The file of owned services.</summary>
    public SimulatedStateFile StateFile { get; }

    /// <summary>The file of the operator's orders.</summary>
    public SimulatedStateFile OrdersFile { get; }

    /// <summary>The orders in it: those of the last writing that succeeded.</summary>
    public Dictionary<(ServiceKey Key, Endpoint Endpoint), (OrderKind Kind, int Weight)> SavedOrders { get; } = [];

    /// <summary>The kernel's settings.</summary>
    public SimulatedSettings Settings { get; }

    /// <summary>Who comes to the control socket.</summary>
    public ControlVisitors Control { get; }

    /// <summary>The time of day.</summary>
    public SteppingWallClock WallClock { get; }

    /// <summary>The log.</summary>
    public SimulatedLog Log { get; }

    /// <summary>Where a shadow prints its differences.</summary>
    public SimulatedLog Differences { get; }

    /// <summary>The raw sockets, for what happens to the process as a whole.</summary>
    public SimulatedSockets Raw => _sockets;

    /// <inheritdoc/>
    public void Dispose() => _sockets.Dispose();

    /// <summary>A secret of a daemon, another one for each.</summary>
    public ulong NextSecret() => _secrets.Bits();

    /// <summary>What held the loop inside its turn passes behind it: nobody has looked at the clock
    /// meanwhile.</summary>
    public void PassHeldTime()
    {
        Clock.Advance(Notify.HeldUs + Sessions.HeldUs);
        Notify.HeldUs = 0;
        Sessions.HeldUs = 0;
    }

    /// <summary>A signal comes.</summary>
    public void Signal(SignalSet signal)
    {
        _signals |= signal;
        _sockets.IsSignalRaised = true;
    }

    /// <summary>The signals that have come.</summary>
    public SignalSet TakeSignals()
    {
        SignalSet signals = _signals;
        _signals = SignalSet.None;
        return signals;
    }

    /// <summary>The daemon is gone: its connections and signals with it.</summary>
    public void Rebirth()
    {
        Crash.Disarm();
        for (int slot = 0; slot < _sockets.Capacity; slot++)
        {
            _sockets.Close(slot);
        }

        _signals = SignalSet.None;
        _sockets.IsSignalRaised = false;
        Ipvsadm.Rebirth();
        Notify.Rebirth();
        Sessions.Rebirth();
        Control.Rebirth();
        Sockets.Rebirth();
    }
}
