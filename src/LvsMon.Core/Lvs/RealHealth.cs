using System;
using System.Runtime.InteropServices;
using LvsMon.Core.Checks;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs;

/// <summary>One real server's health as the table needs it.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct RealHealth
{
    /// <summary>Per cent.</summary>
    internal const byte Whole = 100;

    private const int MaxWeight = 65_535;

    private Marks _marks;

    /// <summary>What is true or not, in one byte: there is one of these for each real server.</summary>
    [Flags]
    private enum Marks : byte
    {
        HasOrderedWeight = 1,
        RampTold = 2,
        KeepsWeight = 4,
        WasIn = 8,
        WasAdopted = 16,
        Held = 32,
        HeldTold = 64,
    }

    /// <summary>The state.</summary>
    internal RealState State;

    /// <summary>Why it is down.</summary>
    internal CheckReason Reason;

    /// <summary>What an operator has ordered.</summary>
    internal OrderKind Order;

    /// <summary>Whether an operator has ordered a weight.</summary>
    internal bool HasOrderedWeight
    {
        readonly get => (_marks & Marks.HasOrderedWeight) != 0;
        set => Set(Marks.HasOrderedWeight, value);
    }

    /// <summary>The weight that an operator has ordered.</summary>
    internal ushort OrderedWeight;

    /// <summary>Percentage of its weight that its agent wants.</summary>
    internal short Advice;

    /// <summary>Percentage of that weight that its slow start has come to.</summary>
    internal byte Ramp;

    /// <summary>Whether the slow start was told.</summary>
    internal bool RampTold
    {
        readonly get => (_marks & Marks.RampTold) != 0;
        set => Set(Marks.RampTold, value);
    }

    /// <summary>True when it was held in until it came up: it has its whole weight, since those that are held still
    /// have theirs.</summary>
    internal bool KeepsWeight
    {
        readonly get => (_marks & Marks.KeepsWeight) != 0;
        set => Set(Marks.KeepsWeight, value);
    }

    /// <summary>True once it has been in the table: only such a server can be held in.</summary>
    internal bool WasIn
    {
        readonly get => (_marks & Marks.WasIn) != 0;
        set => Set(Marks.WasIn, value);
    }

    /// <summary>True when it was in the table when that was first read.</summary>
    internal bool WasAdopted
    {
        readonly get => (_marks & Marks.WasAdopted) != 0;
        set => Set(Marks.WasAdopted, value);
    }

    /// <summary>Kept in by the floor although down.</summary>
    internal bool Held
    {
        readonly get => (_marks & Marks.Held) != 0;
        set => Set(Marks.Held, value);
    }

    /// <summary>Whether the hold was told.</summary>
    internal bool HeldTold
    {
        readonly get => (_marks & Marks.HeldTold) != 0;
        set => Set(Marks.HeldTold, value);
    }

    /// <summary>When it went down, monotonic microseconds.</summary>
    internal long DownUs;

    /// <summary>Number of its failure among all failures.</summary>
    internal long DownNumber;

    /// <summary>The record it was found with, while <see cref="RealState.Adopted"/>.</summary>
    internal Destination Found;

    /// <summary>One that is up, without ramp or advice.</summary>
    internal static RealHealth Fresh => new() { Ramp = Whole, Advice = Whole };

    /// <summary>True for one that somebody has taken out on purpose: nothing holds it in.</summary>
    internal readonly bool IsTakenOut => Order != OrderKind.None
        || (State == RealState.Down && Reason == CheckReason.AgentMaint);

    /// <summary>Takes an operator's order.</summary>
    /// <param name="order">Its place.</param>
    /// <param name="weight">The weight ordered, -1 for none.</param>
    internal void Take(OrderKind order, int weight)
    {
        if (Order != OrderKind.None && order == OrderKind.None && State != RealState.Down)
        {
            // It was out and its slow start begins anew: what was held in once no longer speaks for its whole weight.
            // One that is down has no slow start to begin, and the floor may put it in.
            KeepsWeight = false;
            RampTold = false;
        }

        Order = order;
        HasOrderedWeight = weight >= 0;
        OrderedWeight = (ushort)Math.Max(0, weight);
    }

    /// <summary>The weight without a slow start.</summary>
    internal readonly int FullWeight(int configured) => Part(HasOrderedWeight ? OrderedWeight : configured, Advice);

    /// <summary>The weight that it gets where it is not quiesced: at least 1 when it has any.</summary>
    internal readonly int Weight(int configured) => Part(FullWeight(configured), KeepsWeight ? Whole : Ramp);

    private void Set(Marks mark, bool value) => _marks = value ? _marks | mark : _marks & ~mark;

    private static int Part(int weight, int percent) => percent == 0 ? 0
        : percent == Whole || weight == 0 ? weight
        : Math.Clamp(weight * percent / Whole, 1, MaxWeight);
}
