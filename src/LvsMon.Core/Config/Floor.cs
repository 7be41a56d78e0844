using System;

namespace LvsMon.Core.Config;

/// <summary>How many real servers stay in the table whatever their state; 0 of both is off.</summary>
public readonly record struct Floor(int Count, int Percent)
{
    /// <summary>The number for <paramref name="eligible"/> servers, a percentage rounded up, never more than there
    /// are.</summary>
    public int For(int eligible) =>
        Math.Min(eligible, Percent > 0 ? (int)((((long)eligible * Percent) + 99) / 100) : Count);
}
