using System;
using System.Collections.Generic;
using System.Linq;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using LvsMon.Testing.Transitions;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>A loop over simulated sockets that has begun.</summary>
internal sealed class LoopHarness
{
    /// <summary>A loop that turns without end while no time passes shall fail, not hang.</summary>
    private const int MostTurns = 1_000_000;

    public LoopHarness(
        Plan plan, Action<SimulatedSockets>? prepare = null, bool[]? adopted = null, long startUs = 1_000_000_000)
    {
        Plan = plan;
        StartUs = startUs;
        Clock = new ManualClock(startUs);
        Sockets = new SimulatedSockets(Clock);
        prepare?.Invoke(Sockets);
        Stream = new FactStream(Details, Sink);
        Loop = new MonitorLoop(plan, Clock, Sockets, Stream);
        Loop.Begin(adopted);
    }

    public Plan Plan { get; private set; }

    public long StartUs { get; }

    public ManualClock Clock { get; }

    public SimulatedSockets Sockets { get; }

    public DetailPool Details { get; } = new();

    public RecordingSink Sink { get; } = new();

    public FactStream Stream { get; }

    public MonitorLoop Loop { get; }

    public LoopCounters Counters => Loop.Counters;

    /// <summary>Called after every turn.</summary>
    public Action? AfterTurn { get; set; }

    public void RunFor(long us) => RunTo(Clock.NowUs + us);

    public void RunTo(long timeUs)
    {
        for (int turns = 0; Clock.NowUs < timeUs; turns++)
        {
            if (turns == MostTurns)
            {
                throw new InvalidOperationException($"after {turns} turns it is only {Clock.NowUs - StartUs} us");
            }

            Loop.RunTurn(timeUs);
            AfterTurn?.Invoke();
        }
    }

    public void RunMs(long ms) => RunFor(ms * 1000);

    public PlanChange Follow(Plan next)
    {
        PlanChange change = PlanDiff.Between(Plan, next);
        Loop.Follow(change);
        Plan = change.New;
        return change;
    }

    public void Put(int host, SimulatedPeer peer) => Sockets.Put(PlanFactory.Host(host), peer);

    public void PutAll(int first, int count, SimulatedPeer peer)
    {
        for (int host = first; host < first + count; host++)
        {
            Put(host, peer);
        }
    }

    /// <summary>When a host was connected to, since the start, microseconds.</summary>
    public IReadOnlyList<long> ConnectsOf(int host)
    {
        Endpoint endpoint = PlanFactory.Host(host);
        return [.. Sockets.Connects.Where(c => c.Target == endpoint).Select(c => c.TimeUs - StartUs)];
    }

    public IReadOnlyList<Fact> Facts(FactKind kind) => Sink.Of(kind);

    public IReadOnlyList<FactKind> Kinds() => [.. Sink.Facts.Select(f => f.Kind)];
}
