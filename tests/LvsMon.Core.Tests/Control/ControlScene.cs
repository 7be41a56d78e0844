using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using LvsMon.Core.Control;
using LvsMon.Core.Metrics;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Orders;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Core.Tests.Lvs;
using LvsMon.Core.Tests.Monitoring;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;

namespace LvsMon.Core.Tests.Control;

/// <summary>A server over a loop and clients that do what the test says.</summary>
internal sealed class ControlScene
{
    /// <summary>A start that is no whole second.</summary>
    public const long StartedUs = 1_700_000_000_250_000;

    public static readonly ClientIdentity Root = new(0, IsSelf: false, IsMember: false);

    public ControlScene(Plan? plan = null, int outBytes = 1 << 20)
    {
        Harness = new LoopHarness(plan ?? SomePlan());
        Clients = new SimulatedClients(ControlLimits.Clients + 1, outBytes);
        DaemonIdentity identity = new("1.2.3", 4711, Harness.StartUs);
        Orders = new OrderBook(Harness.Loop, Harness.Stream, OrdersFile, new FixedDrain());
        Sessions = new SessionReporter(Harness.Loop.Table.Plan, SessionList);
        Page = new MetricPage(new MetricValues(
            Harness.Loop, Table, Counters = new MetricCounters(Harness.Plan), Sessions, Counts, "1.2.3", StartedUs));
        StatusView view = new(Harness.Loop, Table, Orders, Sessions, identity);
        Answers = new ControlAnswers(view, Orders, Harness.Loop, Reloader, Sessions, Page);
        Server = new ControlServer(Clients, Answers);
    }

    public LoopHarness Harness { get; }

    public SimulatedClients Clients { get; }

    public FixedTable Table { get; } = new();

    public MemorySessionList SessionList { get; } = new();

    public SessionReporter Sessions { get; }

    public MetricPage Page { get; }

    public MetricCounters Counters { get; }

    public FixedCounts Counts { get; } = new();

    public ControlAnswers Answers { get; }

    public MemoryStateFile OrdersFile { get; } = new();

    public OrderBook Orders { get; }

    public FixedReloader Reloader { get; } = new();

    public ControlServer Server { get; }

    public long NowUs => Harness.Clock.NowUs;

    /// <summary>Services 1 and 2 in the set <c>shop</c>, 3 without; two real servers each, the last
    /// unmonitored.</summary>
    public static Plan SomePlan()
    {
        Plan plan = new PlanFactory()
            .Service(1).Reals(1, 2, Timings.Every(1000))
            .Service(2).Reals(3, 2, Timings.Every(1000))
            .Service(3).Real(5, Timings.Every(1000)).Unmonitored(6)
            .Build();
        for (int service = 0; service < 2; service++)
        {
            plan.Services[service] = plan.Services[service] with { ServiceSet = "shop" };
        }

        return plan;
    }

    /// <summary>A client comes and is taken in.</summary>
    public void Connect(ClientIdentity? who = null)
    {
        Clients.Come(who ?? Root);
        Server.Serve(NowUs);
    }

    /// <summary>Serves until nothing more happens.</summary>
    public void Serve(int turns = 50)
    {
        for (int i = 0; i < turns; i++)
        {
            Server.Serve(NowUs);
        }
    }

    /// <summary>Sends a line and serves.</summary>
    /// <returns>The documents that came.</returns>
    public List<JsonElement> Ask(string line, int slot = 0)
    {
        Clients.Forget(slot);
        Clients.Say(slot, Encoding.UTF8.GetBytes(line + "\n"));
        Serve();
        return Documents(slot);
    }

    /// <summary>All documents that a client was sent.</summary>
    public List<JsonElement> Documents(int slot = 0)
    {
        List<JsonElement> documents = [];
        foreach (string line in Clients.Heard(slot).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            documents.Add(JsonDocument.Parse(line).RootElement);
        }

        return documents;
    }

    /// <summary>Says what the test says.</summary>
    internal sealed class FixedReloader : IReloader
    {
        public ReloadReport Report { get; set; } = new() { Lines = ["+ www 10.0.0.1:80 weight 1"], IsTaken = true };

        public (bool Force, bool DryRun) Asked { get; private set; }

        public ReloadReport Reload(bool force, bool dryRun)
        {
            Asked = (force, dryRun);
            return Report;
        }
    }

    internal sealed class FixedDrain : IDrainView
    {
        public long TableReadUs => -1;

        public int WeightInTable(int real) => -1;

        public long ConnectionsAfter(int real, long timeUs) => -1;
    }

    /// <summary>Counts as the test says they are.</summary>
    internal sealed class FixedCounts : IDaemonCounts
    {
        public long LogLines { get; set; }

        public long LostLines { get; set; }

        public int ControlClients { get; set; }

        public int MetricsClients { get; set; }

        public long NotifyRuns => 0;

        public long NotifyFailures => 0;

        public long NotifySkipped => 0;
    }

    /// <summary>The table as the test says it is.</summary>
    internal sealed class FixedTable : ITableView
    {
        public string Kind => "memory";

        public bool IsKnown { get; set; } = true;

        public bool IsInStep { get; set; } = true;

        public long ReadUs { get; set; } = -1;

        public HoldCause Hold { get; set; }

        public int Wanted { get; set; } = 1;

        public int Found { get; set; } = 1;

        public Func<int, int>? WantedByReal { get; set; }

        public int WantedWeight(int real) => WantedByReal?.Invoke(real) ?? Wanted;

        public int WeightInTable(int real) => Found;

        public HoldCause HoldOf(int real) => Hold;

        /// <summary>What is remembered of lines about the first real server.</summary>
        public List<(string Text, LineEnd End, long WrittenUs, long SettledUs, string Said)> Lines { get; } = [];

        public bool TryFindLine(int real, long before, Span<byte> buffer, out WrittenLine line)
        {
            int at = (int)Math.Min(before - 1, Lines.Count) - 1;
            if (real != 0 || at < 0)
            {
                line = default;
                return false;
            }

            (string text, LineEnd end, long writtenUs, long settledUs, string said) = Lines[at];
            line = new WrittenLine
            {
                Number = at + 1,
                Text = Encoding.ASCII.GetBytes(text),
                Times = 1,
                WrittenUs = writtenUs,
                SettledUs = settledUs,
                End = end,
                Said = Encoding.Latin1.GetBytes(said),
            };
            return true;
        }

        public bool IsFallbackWanted(int service) => false;
    }
}
