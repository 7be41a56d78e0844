namespace LvsMon.Core.Planning;

/// <summary>The guard against a configuration that takes out too much at once (<c>reload-limit</c>).</summary>
public static class ReloadLimit
{
    /// <summary>
    /// True when more than <paramref name="percent"/> of the running plan's weight would leave the table: of real
    /// servers that are gone from the configuration or whose weight becomes 0. A weight that only changes takes
    /// nothing out. 0 percent is no limit.
    /// </summary>
    public static bool Exceeded(PlanChange change, int percent)
    {
        (long leaving, long all) = Leaving(change);
        return percent > 0 && leaving * 100 > all * percent;
    }

    /// <summary>The share of the weight that would leave, in percent rounded up; 0 when there is no weight.</summary>
    public static int LeavingPercent(PlanChange change)
    {
        (long leaving, long all) = Leaving(change);
        return all == 0 ? 0 : (int)(((leaving * 100) + all - 1) / all);
    }

    private static (long Leaving, long All) Leaving(PlanChange change)
    {
        long all = 0;
        foreach (RealPlan real in change.Old.Reals)
        {
            all += real.Weight;
        }

        long leaving = all;
        for (int i = 0; i < change.OldReal.Length; i++)
        {
            int old = change.OldReal[i];
            leaving -= old >= 0 && change.New.Reals[i].Weight > 0 ? change.Old.Reals[old].Weight : 0;
        }

        return (leaving, all);
    }
}
