using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using LvsMon.Core.Control;
using LvsMon.Core.Events;
using LvsMon.Core.Metrics;
using LvsMon.Core.Orders;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Core.Tests.Lvs;
using LvsMon.Core.Tests.Monitoring;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Os;

namespace LvsMon.Core.Tests.Control;

/// <summary>A control server that answers <c>events</c>, and a stream of facts behind it.</summary>
internal sealed class EventsScene
{
    public EventsScene(Plan? plan = null, int outBytes = 1 << 20)
    {
        Harness = new LoopHarness(plan ?? ControlScene.SomePlan());
        Clients = new SimulatedClients(ControlLimits.Clients + 1, outBytes);
        DetailPool details = new();
        Sink = new EventSink(Harness.Plan, details, Harness.Clock, FixedWallClock.Default, "4711-1");
        Facts = new FactStream(details, Sink);
        DaemonIdentity identity = new("1.2.3", 4711, Harness.StartUs);
        OrderBook orders = new(Harness.Loop, Facts, new MemoryStateFile(), new ControlScene.FixedDrain());
        SessionReporter sessions = new(Harness.Plan, null);
        StatusView view = new(Harness.Loop, new ControlScene.FixedTable(), orders, sessions, identity);
        MetricPage page = new(new MetricValues(
            Harness.Loop,
            new ControlScene.FixedTable(),
            new MetricCounters(Harness.Plan),
            sessions,
            new ControlScene.FixedCounts(),
            "1.2.3",
            startedUs: 0));
        Answers = new ControlAnswers(
            view, orders, Harness.Loop, new ControlScene.FixedReloader(), sessions, page, Sink);
        Server = new ControlServer(Clients, Answers);
    }

    public LoopHarness Harness { get; }

    public SimulatedClients Clients { get; }

    public EventSink Sink { get; }

    public FactStream Facts { get; }

    public ControlAnswers Answers { get; }

    public ControlServer Server { get; }

    public long NowUs => Harness.Clock.NowUs;

    public void Happen(int times)
    {
        for (int i = 0; i < times; i++)
        {
            FactKind kind = i % 2 == 0 ? FactKind.Down : FactKind.Up;
            Facts.Post(new Fact(kind) { TimeUs = NowUs, Service = 0, Real = i % 2 });
            Facts.Flush(NowUs);
        }
    }

    public int Connect()
    {
        int slot = 0;
        while (Clients.IsOpen(slot))
        {
            slot++;
        }

        Clients.Come(ControlScene.Root);
        Server.Serve(NowUs);
        return slot;
    }

    /// <summary>As the daemon does it: only while there is something to do, so often at most.</summary>
    public int Serve(int turns = 500)
    {
        int served = 0;
        do
        {
            Server.Serve(NowUs);
            served++;
        }
        while (served < turns && (Server.HasNews || Server.NextUs <= NowUs || served < 30));
        return served;
    }

    public void Say(int slot, string members)
    {
        Clients.Say(slot, Encoding.ASCII.GetBytes("{\"version\":1,\"command\":\"events\"" + members + "}\n"));
        Serve();
    }

    public List<JsonElement> Documents(int slot) =>
        [.. Clients.Heard(slot).Split('\n').SkipLast(1).Select(line => JsonDocument.Parse(line).RootElement)];

    public List<string> Types(int slot) =>
        [.. Documents(slot).Select(document => document.GetProperty("type").GetString()!)];

    public List<long> Numbers(int slot) => [.. Documents(slot)
        .Where(document => document.GetProperty("type").GetString() == "event")
        .Select(document => document.GetProperty("seq").GetInt64())];
}
