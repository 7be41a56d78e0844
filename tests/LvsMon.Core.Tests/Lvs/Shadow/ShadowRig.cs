using System;
using System.Collections.Generic;
using System.Linq;
using LvsMon.Core.Checks;
using LvsMon.Core.Lvs;
using LvsMon.Core.Lvs.Shadow;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Lvs;
using LvsMon.Testing.Os;

namespace LvsMon.Core.Tests.Lvs.Shadow;

/// <summary>A shadow with its stream, a table that others write, its output and a clock that moves when told.</summary>
internal sealed class ShadowRig
{
    private int _read;

    public ShadowRig(Plan plan, TableKeeperOptions? options = null)
    {
        Plan = plan;
        Shadow = new TableShadow(plan, Runner, Output, options ?? new TableKeeperOptions());
        DetailPool details = new();
        Told = new FactList(details);
        Facts = new FactStream(details, Shadow, Told);
    }

    public Plan Plan { get; private set; }

    public ScriptedIpvsadm Runner { get; } = new();

    public RecordingLineSocket Output { get; } = new();

    public TableShadow Shadow { get; }

    public FactList Told { get; }

    public FactStream Facts { get; }

    public long NowUs { get; private set; } = 1000 * KeeperRig.Second;

    /// <summary>The peer's hand: it makes the table what lvsmon is about to want, or anything else.</summary>
    public ShadowRig Peer(params string[] lines)
    {
        foreach (string line in lines)
        {
            int code = Runner.Operator(line).Code;
            if (code != 0)
            {
                throw new InvalidOperationException($"{line}: exit {code}");
            }
        }

        return this;
    }

    public ShadowRig Start()
    {
        Shadow.BeginStart(NowUs);
        Facts.Flush(NowUs);
        return this;
    }

    public ShadowRig Up(int real)
    {
        Facts.Post(new Fact(FactKind.Up) { TimeUs = NowUs, Real = real, Service = Plan.Reals[real].Service });
        Facts.Flush(NowUs);
        return this;
    }

    public ShadowRig Down(int real)
    {
        Facts.Post(new Fact(FactKind.Down)
        {
            TimeUs = NowUs,
            Real = real,
            Service = Plan.Reals[real].Service,
            Reason = CheckReason.ConnectRefused,
        });
        Facts.Flush(NowUs);
        return this;
    }

    /// <summary>Lets time pass, with a turn whenever the shadow asks for one.</summary>
    public ShadowRig Pass(double seconds)
    {
        long end = NowUs + (long)(seconds * KeeperRig.Second);
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

        throw new InvalidOperationException("The shadow asks for turns without end.");
    }

    /// <summary>One turn after some time.</summary>
    public ShadowRig Turn(double seconds)
    {
        NowUs += (long)(seconds * KeeperRig.Second);
        Facts.Flush(NowUs);
        return this;
    }

    public ShadowRig Reload(Plan next)
    {
        Shadow.Follow(PlanMaker.Change(Plan, next));
        Plan = next;
        Facts.Flush(NowUs);
        return this;
    }

    /// <summary>The lines printed since the last time.</summary>
    public IReadOnlyList<string> Printed()
    {
        string[] lines = [.. Output.Lines.Skip(_read)];
        _read = Output.Lines.Count;
        return lines;
    }

    /// <summary>Disagreements told, with what they say.</summary>
    public IReadOnlyList<string> Disagreements => [.. Told.Of(FactKind.Disagree).Select(told => told.Text)];

    /// <summary>Ends of disagreements told.</summary>
    public IReadOnlyList<Fact> Agreements => [.. Told.Of(FactKind.Agree).Select(told => told.Fact)];
}
