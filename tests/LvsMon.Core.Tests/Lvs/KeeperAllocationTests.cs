using System;
using System.Collections.Generic;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Lvs;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Lvs;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

[Collection("Lvs alone")]
public sealed class KeeperAllocationTests
{
    private const int Reals = 50;

    /// <summary>A garbage collection that another thread starts in a window moves its count; one clean window is
    /// proof.</summary>
    private const int Windows = 3;

    private static Plan Web()
    {
        PlanMaker maker = new PlanMaker()
            .Service("tcp 10.0.0.1:80", floor: new(1, 0))
            .Service("tcp [2001:db8::1]:80", fallback: "[2001:db8::f]:80");
        for (int i = 0; i < Reals; i++)
        {
            maker.Real($"[2001:db8::1:{i}]:80", 5, upper: 9, lower: 3);
        }

        return maker.Build();
    }

    /// <summary>Records the answers of a real table, so that they can be given again without allocating.</summary>
    private static CannedIpvsadm Canned(Plan plan)
    {
        ScriptedIpvsadm table = new();
        KeeperRig rig = new KeeperRig(plan, runner: table).Start();
        byte[] saveDown = Encoding.ASCII.GetBytes(rig.Table);
        byte[] listDown = Encoding.ASCII.GetBytes(table.Table.Run(string.Empty, "-L", "-n", "--thresholds").Output);
        for (int i = 0; i < Reals; i++)
        {
            rig.Up(i);
        }

        rig.Turn();
        byte[] saveUp = Encoding.ASCII.GetBytes(rig.Table);
        byte[] listUp = Encoding.ASCII.GetBytes(table.Table.Run(string.Empty, "-L", "-n", "--thresholds").Output);
        return new CannedIpvsadm(saveDown, listDown, saveUp, listUp);
    }

    [Fact]
    public void Flush_EdgesAndReconciles_AllocateNothing()
    {
        Plan plan = Web();
        CannedIpvsadm runner = Canned(plan);
        TableKeeper keeper = new(plan, runner, new TableKeeperOptions());
        FactStream facts = new(new DetailPool(), keeper);
        long now = 1_000_000;
        keeper.BeginStart(now);
        facts.Flush(now);
        Cycle(plan, runner, facts, ref now);
        long least = long.MaxValue;
        for (int window = 0; window < Windows; window++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 50; i++)
            {
                Cycle(plan, runner, facts, ref now);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.Should().Be(0);
        runner.Restores.Should().BeGreaterThan(150, "nearly every cycle wrote twice");
        keeper.IsInStep.Should().BeTrue();
    }

    [Fact]
    public void Flush_TableNeverTakes_AllocatesNothing()
    {
        Plan plan = Web();
        CannedIpvsadm runner = Canned(plan);
        TableKeeper keeper = new(plan, runner, new TableKeeperOptions());
        FactStream facts = new(new DetailPool(), keeper);
        long now = 1_000_000;
        keeper.BeginStart(now);
        facts.Flush(now);
        Cycle(plan, runner, facts, ref now);
        runner.Refuses = true;
        PostAll(plan, facts, FactKind.Up, now);
        Run(facts, ref now, 40_000_000);
        long least = long.MaxValue;
        for (int window = 0; window < Windows; window++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(facts, ref now, 400_000_000);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.Should().Be(0);
        keeper.IsInStep.Should().BeFalse();
    }

    [Fact]
    public void Flush_FightsAboutEverything_AllocateNothing()
    {
        Plan plan = Web();
        CannedIpvsadm runner = Canned(plan);
        FightCounter told = new();
        TableKeeper keeper = new(plan, runner, new TableKeeperOptions());
        FactStream facts = new(new DetailPool(), keeper, told);
        long now = 1_000_000;
        keeper.BeginStart(now);
        facts.Flush(now);
        Cycle(plan, runner, facts, ref now);
        runner.Obeys = true;
        PostAll(plan, facts, FactKind.Up, now);
        Run(facts, ref now, 31_000_000);
        Rival(runner, facts, ref now);
        long least = long.MaxValue;
        for (int window = 0; window < Windows; window++)
        {
            int before = told.Lines;
            long bytes = GC.GetAllocatedBytesForCurrentThread();
            Rival(runner, facts, ref now);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - bytes);
            told.Lines.Should().BeGreaterThan(before, "each window is longer than an hour");
        }

        least.Should().Be(0);
        keeper.IsInStep.Should().BeFalse();
    }

    private static void Rival(CannedIpvsadm runner, FactStream facts, ref long now)
    {
        for (int i = 0; i < 121; i++)
        {
            runner.IsUp = false;
            Run(facts, ref now, 30_000_000);
        }
    }

    private static void Cycle(Plan plan, CannedIpvsadm runner, FactStream facts, ref long now)
    {
        runner.IsUp = true;
        PostAll(plan, facts, FactKind.Up, now);
        Run(facts, ref now, 31_000_000);
        runner.IsUp = false;
        PostAll(plan, facts, FactKind.Down, now);
        Run(facts, ref now, 31_000_000);
    }

    private static void PostAll(Plan plan, FactStream facts, FactKind kind, long now)
    {
        for (int i = 0; i < plan.Reals.Length; i++)
        {
            facts.Post(new Fact(kind) { Real = i, Service = plan.Reals[i].Service, TimeUs = now });
        }
    }

    private static void Run(FactStream facts, ref long now, long us)
    {
        long end = now + us;
        for (int i = 0; i < 1000 && now < end; i++)
        {
            now = Math.Min(end, Math.Max(now, facts.Flush(now)));
        }
    }

    private sealed class FightCounter : IFactSink
    {
        public int Lines { get; private set; }

        public void Accept(in Fact fact) => Lines += fact.Kind == FactKind.Fight ? 1 : 0;

        public long Flush(long nowUs, FactStream facts) => long.MaxValue;
    }

    /// <summary>Answers as ipvsadm would, with bytes made beforehand: <c>-S</c> and <c>-L</c> of two states.</summary>
    private sealed class CannedIpvsadm(byte[] saveDown, byte[] listDown, byte[] saveUp, byte[] listUp) : ICommandRunner
    {
        private readonly List<string> _commands = [];
        private int _command;

        public bool IsRunning { get; private set; }

        public bool IsUp { get; set; }

        public bool Refuses { get; set; }

        /// <summary>True when what is written makes the table whole.</summary>
        public bool Obeys { get; set; }

        public int Restores { get; private set; }

        public int Prepare(string path, params ReadOnlySpan<string> arguments)
        {
            _commands.Add(arguments[0]);
            return _commands.Count - 1;
        }

        public OsError Start(int command, ReadOnlyMemory<byte> input)
        {
            _command = command;
            IsRunning = true;
            return OsError.None;
        }

        public bool Advance(ICommandOutput output, out CommandExit exit)
        {
            exit = default;
            IsRunning = false;
            switch (_commands[_command])
            {
                case "-S":
                    output.Standard(IsUp ? saveUp : saveDown);
                    break;
                case "-L":
                    output.Standard(IsUp ? listUp : listDown);
                    break;
                default:
                    Restores++;
                    IsUp |= Obeys;
                    if (Refuses)
                    {
                        output.Error("Memory allocation problem\n"u8);
                        exit = new CommandExit(false, 255);
                    }

                    break;
            }

            return true;
        }

        public void Kill()
        {
            // Ends at once anyway.
        }
    }
}
