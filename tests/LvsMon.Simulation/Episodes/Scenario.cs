using System;
using System.Collections.Generic;
using LvsMon.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Simulation.Peers;

namespace LvsMon.Simulation.Episodes;

/// <summary>Everything about an episode that its seed decides: configurations, what happens when, and the truth at the
/// end.</summary>
internal sealed class Scenario
{
    private const int Configurations = 4;
    private readonly Plan?[] _plans = new Plan?[Configurations];
    private readonly string[] _texts = new string[Configurations];

    /// <summary>Draws the scenario of a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="turns">About so many turns of storm.</param>
    public Scenario(ulong seed, int turns)
    {
        Draw draw = new(seed);
        Seed = seed;
        IsShadow = draw.Once(12);
        IsCold = draw.Once(12);
        HasControl = draw.Once(3);
        ConfigWriter writer = new(draw.Fork());
        for (int i = 0; i < Configurations; i++)
        {
            _texts[i] = writer.Next(IsShadow);
        }

        WorldSeed = draw.Bits();
        StartUs = draw.Below(4) switch
        {
            0 => 1_000_000 + draw.Below(1_000_000),
            1 => (1L << 31) * 1000 - draw.Below(60_000_000),
            2 => (1L << 32) * 1000 - draw.Below(60_000_000),
            _ => 1_000_000_000L * draw.Between(1, 1_000_000),
        };
        double turnsPerSecond = 0;
        for (int i = 0; i < Configurations; i++)
        {
            turnsPerSecond = Math.Max(turnsPerSecond, TurnsPerSecond(PlanOf(i)));
        }

        DurationUs = (long)(turns / turnsPerSecond * 1_000_000);
        Truth = DrawTruth(draw.Fork());
        Events = StormWriter.Write(draw.Fork(), DurationUs, turns);
    }

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>The seed of what is drawn on the way.</summary>
    public ulong WorldSeed { get; }

    /// <summary>True when the daemon only watches.</summary>
    public bool IsShadow { get; }

    /// <summary>True when nothing found in the table is trusted.</summary>
    public bool IsCold { get; }

    /// <summary>True when it has a control socket; its stream of events costs a simulated daemon as much
    /// again.</summary>
    public bool HasControl { get; }

    /// <summary>When the clock begins, microseconds.</summary>
    public long StartUs { get; }

    /// <summary>How long the storm lasts, microseconds.</summary>
    public long DurationUs { get; }

    /// <summary>What happens, in order.</summary>
    public IReadOnlyList<StormEvent> Events { get; }

    /// <summary>By peer: how it behaves once all is calm.</summary>
    public PeerMode[] Truth { get; }

    /// <summary>A configuration's text.</summary>
    public string TextOf(int index) => _texts[index % Configurations];

    /// <summary>A configuration's plan, read and planned as the daemon does it.</summary>
    public Plan PlanOf(int index)
    {
        int i = index % Configurations;
        return _plans[i] ??= Load(_texts[i], out Diagnostics diagnostics)
            ?? throw new InvalidOperationException(
                $"a drawn configuration is refused: {diagnostics.InFileOrder[0].Message}\n{_texts[i]}");
    }

    /// <summary>Reads and plans a text.</summary>
    public static Plan? Load(string text, out Diagnostics diagnostics)
    {
        diagnostics = new Diagnostics();
        MemoryConfigFiles files = new(text);
        Configuration configuration = ConfigReader.Read("lvsmon.conf", files, null, diagnostics);
        return PlanBuilder.Build(configuration, CheckCatalogue.All, PlanLimits.Unlimited, diagnostics);
    }

    private static double TurnsPerSecond(Plan plan)
    {
        double turns = 8e6 / plan.Global.ReconcileUs;
        foreach (ref readonly MonitorPlan monitor in plan.Monitors.AsSpan())
        {
            turns += 4e6 / monitor.IntervalUs;
        }

        return turns;
    }

    /// <summary>Most peers are well at the end; of those that are not, one is silent, for silence of many would make
    /// the director doubt itself for good reason.</summary>
    private static PeerMode[] DrawTruth(Draw draw)
    {
        PeerMode[] truth = new PeerMode[new PeerHosts().Peers];
        for (int peer = 0; peer < truth.Length; peer++)
        {
            truth[peer] = draw.Below(10) switch
            {
                0 => PeerMode.Refuse,
                1 => PeerMode.ConnectReset,
                2 => draw.Of<PeerMode>([PeerMode.WrongAnswer, PeerMode.CutAnswer, PeerMode.EarlyClose]),
                _ => PeerMode.Good,
            };
            // Of a host that does not answer echoes nothing is heard at all.
            truth[peer] = PeerHosts.KindOf(peer) == PeerKind.Echo ? PeerMode.Good : truth[peer];
        }

        truth[draw.Below(truth.Length)] = draw.Once(2) ? PeerMode.BlackHole : PeerMode.Silence;
        return truth;
    }
}
