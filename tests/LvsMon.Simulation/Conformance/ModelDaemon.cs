using System.Collections.Generic;
using LvsMon.Core.Lvs;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Os;
using LvsMon.Testing.Transitions;

namespace LvsMon.Simulation.Conformance;

/// <summary>
/// The real loop, verdicts and keeper, put together as the daemon does it, over what the trace says. It lives from its
/// start to its death.
/// </summary>
internal sealed class ModelDaemon
{
    private readonly ManualClock _clock;
    private readonly ModelSockets _sockets;
    private readonly RecordingSink _facts = new();
    private readonly int _reals;
    private int _told;

    /// <summary>A daemon begins: it reads the table.</summary>
    public ModelDaemon(Plan plan, ManualClock clock, ManualClock tableClock, ModelSockets sockets, ModelIpvsadm ipvsadm)
    {
        _clock = clock;
        _sockets = sockets;
        _reals = plan.Reals.Length;
        Keeper = new TableKeeper(plan, ipvsadm, new TableKeeperOptions { SetsTimeouts = false });
        FactStream stream = new(new DetailPool(), new KeeperOnItsClock(Keeper, tableClock), _facts);
        Loop = new MonitorLoop(plan, clock, sockets, stream);
        Keeper.BeginStart(tableClock.NowUs);
    }

    /// <summary>The loop.</summary>
    public MonitorLoop Loop { get; }

    /// <summary>The table's part.</summary>
    public TableKeeper Keeper { get; }

    /// <summary>True once checks run.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>A turn in which no time passes, and what comes between two turns.</summary>
    /// <returns>True when the checks have begun now.</returns>
    public bool Turn()
    {
        _sockets.UntilUs = _clock.NowUs;
        Loop.RunTurn();
        if (HasBegun && Keeper.HasNewAdoptions)
        {
            Keeper.TakeAdoptions();
            for (int real = 0; real < _reals; real++)
            {
                if (Keeper.IsAdopted(real))
                {
                    Loop.Adopt(real);
                }
            }
        }

        if (HasBegun || Keeper.StartRead == StartRead.Pending)
        {
            return false;
        }

        HasBegun = true;
        bool[] adopted = new bool[_reals];
        for (int real = 0; real < _reals; real++)
        {
            adopted[real] = Keeper.IsAdopted(real);
        }

        Loop.Begin(adopted);
        return true;
    }

    /// <summary>As many turns as the loop wants until time has passed so far.</summary>
    public void Live(long untilUs)
    {
        for (int turns = 0; _clock.NowUs < untilUs; turns++)
        {
            _sockets.UntilUs = untilUs;
            Loop.RunTurn();
            if (turns > 1_000)
            {
                throw new SimulationFailure("the loop does not let time pass");
            }
        }
    }

    /// <summary>The facts of the model's kinds since the last call, in the model's words.</summary>
    public List<string> TakeFacts()
    {
        List<string> words = [];
        for (; _told < _facts.Facts.Count; _told++)
        {
            Fact fact = _facts.Facts[_told];
            string? word = fact.Kind switch
            {
                FactKind.Up or FactKind.Down or FactKind.Confirmed or FactKind.Held or FactKind.Released
                    or FactKind.Fight => $"{fact.Kind} {fact.Real}",
                FactKind.InStep => $"{fact.Kind}",
                _ => null,
            };
            if (word is not null)
            {
                words.Add(word.ToLowerInvariant());
            }
        }

        return words;
    }
}
