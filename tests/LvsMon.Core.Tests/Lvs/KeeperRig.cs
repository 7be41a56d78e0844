using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Lvs;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Lvs;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>A keeper with its stream, a scripted ipvsadm and a clock that moves when told.</summary>
internal sealed class KeeperRig
{
    public const long Second = 1_000_000;

    public KeeperRig(
        Plan plan,
        bool cold = false,
        MemoryStateFile? owned = null,
        ScriptedIpvsadm? runner = null,
        bool setsTimeouts = true,
        bool isStarting = false)
    {
        Plan = plan;
        Runner = runner ?? new ScriptedIpvsadm();
        Keeper = new TableKeeper(plan, Runner, new TableKeeperOptions
        {
            Cold = cold,
            OwnedFile = owned,
            SetsTimeouts = setsTimeouts,
        });
        DetailPool details = new();
        Told = new FactList(details);
        if (!isStarting)
        {
            // The first round of checks is over: nothing waits for it.
            Keeper.Accept(new Fact(FactKind.Started));
        }

        Facts = new FactStream(details, Keeper, Told);
    }

    public Plan Plan { get; private set; }

    public ScriptedIpvsadm Runner { get; }

    public TableKeeper Keeper { get; }

    public FactList Told { get; }

    public FactStream Facts { get; }

    public long NowUs { get; private set; } = 1000 * Second;

    /// <summary>The table in the form of <c>-S -n</c>.</summary>
    public string Table => Runner.Table.Run(string.Empty, "-S", "-n").Output;

    /// <summary>The kernel's timeouts: TCP, TCP after FIN, UDP.</summary>
    public string Timeouts => Runner.Table.Run(string.Empty, "-L", "--timeout").Output.Split(": ")[1].TrimEnd();

    public KeeperRig Start()
    {
        Keeper.BeginStart(NowUs);
        Facts.Flush(NowUs);
        return this;
    }

    public KeeperRig Up(int real)
    {
        Facts.Post(new Fact(FactKind.Up) { TimeUs = NowUs, Real = real, Service = Plan.Reals[real].Service });
        return this;
    }

    public KeeperRig Down(int real, CheckReason reason = CheckReason.ConnectRefused)
    {
        Facts.Post(new Fact(FactKind.Down)
        {
            TimeUs = NowUs,
            Real = real,
            Service = Plan.Reals[real].Service,
            Reason = reason,
        });
        return this;
    }

    public KeeperRig Post(in Fact fact)
    {
        Facts.Post(fact with { TimeUs = NowUs });
        return this;
    }

    /// <summary>One turn now.</summary>
    public KeeperRig Turn()
    {
        Facts.Flush(NowUs);
        return this;
    }

    /// <summary>Lets time pass, with a turn whenever the keeper asks for one.</summary>
    public KeeperRig Pass(long us)
    {
        long end = NowUs + us;
        for (int i = 0; i < 10_000; i++)
        {
            long next = Facts.Flush(NowUs);
            next = Runner.WantsTurn ? NowUs : next;
            if (next > end)
            {
                NowUs = end;
                Facts.Flush(NowUs);
                return this;
            }

            NowUs = Math.Max(NowUs, next);
        }

        throw new InvalidOperationException("The keeper asks for turns without end.");
    }

    /// <summary>One turn a while later, whether the keeper asked for it or not: the time a child takes.</summary>
    public KeeperRig TurnAfter(long us)
    {
        NowUs += us;
        return Turn();
    }

    public KeeperRig Reload(Plan next)
    {
        Keeper.Follow(PlanMaker.Change(Plan, next));
        Plan = next;
        return this;
    }
}
