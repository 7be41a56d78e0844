using System;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>Facts about every real server, and time that passes in turns, without an allocation.</summary>
internal static class FactRounds
{
    /// <summary>The same of every real server.</summary>
    public static void PostAll(Plan plan, FactStream facts, FactKind kind, long now)
    {
        for (int i = 0; i < plan.Reals.Length; i++)
        {
            facts.Post(new Fact(kind) { Real = i, Service = plan.Reals[i].Service, TimeUs = now });
        }
    }

    /// <summary>A turn whenever a sink asks for one, until a time has passed.</summary>
    public static void Run(FactStream facts, ref long now, long us)
    {
        long end = now + us;
        for (int i = 0; i < 1000 && now < end; i++)
        {
            now = Math.Min(end, Math.Max(now, facts.Flush(now)));
        }
    }
}
