using System;
using System.Collections.Generic;
using LvsMon.Core.Lvs;
using LvsMon.Core.Monitoring;
using RealState = LvsMon.Core.Monitoring.RealState;

namespace LvsMon.Simulation.Conformance;

/// <summary>How the daemon stands, in the model's words and numbers.</summary>
internal static class Stand
{
    /// <summary>The daemon's line, then one for each real server.</summary>
    /// <param name="daemon">The daemon.</param>
    /// <param name="trace">Whose constants count.</param>
    /// <param name="table">By real server: what the kernel's table holds.</param>
    public static List<string> Of(ModelDaemon daemon, ModelTrace trace, ReadOnlySpan<int> table)
    {
        TableKeeper keeper = daemon.Keeper;
        TableArena arena = Inside.ArenaOf(keeper);
        int startRead = keeper.StartRead switch { StartRead.Pending => 0, StartRead.Failed => 1, _ => 2 };
        List<string> lines = [$"daemon {Bit(daemon.HasBegun)} {startRead} {Bit(!keeper.IsInStep)} {ChildOf(keeper)}"];
        for (int real = 0; real < trace.Reals; real++)
        {
            JudgeState judge = daemon.Loop.Table.Subscriptions[real];
            RealState state = daemon.Loop.Table.Reals[real];
            long passes = Math.Min(judge.Passes, trace.Rise);
            long fails = Math.Min(judge.Fails, trace.Fall);
            int wish = arena.Desired.Present[real] ? Weight(arena.Desired.Records[real].Weight) : 0;
            int actual = keeper.TableWeight(real) is >= 0 and int weight ? Weight(weight) : 0;
            int mark = (int)arena.Marks.Of(Entry.OfSlot(real));
            lines.Add(
                $"real {real} {PhaseOf(daemon.Loop, real)} {passes} {fails} {(int)judge.Health} {Bit(state.IsUp)} "
                + $"{Bit(state.IsVerified)} {wish} {actual} {mark} {table[real]}");
        }

        return lines;
    }

    /// <summary>The model's value of an entry that is there.</summary>
    public static int Weight(int weight) => weight > 0 ? 1 : 2;

    private static int Bit(bool value) => value ? 1 : 0;

    private static int ChildOf(TableKeeper keeper)
    {
        KeeperWork work = Inside.WorkOf(keeper);
        return Inside.PhaseOf(work) switch
        {
            KeeperPhase.None => 0,
            KeeperPhase.Reading => Inside.IsListing(work.Reader) ? 2 : 1,
            KeeperPhase.Applying => 3,
            KeeperPhase.ApplyingOne => 4,
            _ => 5,
        };
    }

    private static int PhaseOf(MonitorLoop loop, int monitor)
    {
        for (int slot = 0; slot < loop.Attempts.Capacity; slot++)
        {
            if (loop.Attempts[slot].Monitor == monitor)
            {
                return loop.Attempts[slot].Phase switch
                {
                    MonitorPhase.Connect => 1,
                    MonitorPhase.Query => 2,
                    MonitorPhase.Recv => 3,
                    _ => 4,
                };
            }
        }

        return 0;
    }
}
