using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs.Kernel;
using LvsMon.Core.Planning;
using LvsMon.Core.Syslog;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Os;

namespace LvsMon.Core.Tests.Lvs.Kernel;

/// <summary>A keeper of settings with its stream, settings in memory and a clock that moves when told.</summary>
internal sealed class SettingRig
{
    public const long Second = 1_000_000;
    private readonly DetailPool _details = new();
    private readonly SettingKeeper _keeper;
    private readonly FactList _told;
    private readonly FactStream _facts;
    private Plan _plan;
    private int _read;

    public SettingRig(Plan plan, MemoryKernelSettings settings)
    {
        _plan = plan;
        Settings = settings;
        _keeper = new SettingKeeper(plan, settings);
        _told = new FactList(_details);
        _facts = new FactStream(_details, _keeper, _told);
    }

    public MemoryKernelSettings Settings { get; }

    public long NowUs { get; private set; } = 1000 * Second;

    /// <summary>When the keeper wants its next turn.</summary>
    public long NextUs { get; private set; }

    public static Plan Managed(PlanMaker maker, bool managed = true, long reconcileUs = 30 * Second)
    {
        maker.Global = new GlobalSettings { ManageSysctls = managed, ReconcileUs = reconcileUs };
        return maker.Build();
    }

    /// <summary>The table was read for the first time.</summary>
    public SettingRig TableRead()
    {
        _facts.Post(new Fact(FactKind.Adopted) { TimeUs = NowUs });
        return Turn();
    }

    public SettingRig Turn()
    {
        NextUs = _facts.Flush(NowUs);
        return this;
    }

    /// <summary>Lets time pass, with one turn at its end.</summary>
    public SettingRig Pass(long us)
    {
        NowUs += us;
        return Turn();
    }

    public SettingRig Reload(Plan next)
    {
        _keeper.Follow(PlanMaker.Change(_plan, next));
        _plan = next;
        return Turn();
    }

    /// <summary>The log lines since the last call, without those that the test posted.</summary>
    public IReadOnlyList<string> Lines()
    {
        FactText text = new(_plan, _details);
        byte[] buffer = new byte[FactText.MaxBytes];
        Fact[] facts = [.. _told.All.Skip(_read).Select(told => told.Fact)];
        _read += facts.Length;
        return
        [
            .. facts.Where(fact => fact.Kind != FactKind.Adopted)
                .Select(fact => Encoding.ASCII.GetString(buffer, 0, text.Write(in fact, buffer)))
                .Select(line => line[..line.LastIndexOf("; seq ", StringComparison.Ordinal)]),
        ];
    }
}
