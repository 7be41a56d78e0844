namespace LvsMon.Core.Metrics;

/// <summary>How far a page is written; at its beginning by default.</summary>
public struct MetricCursor
{
    /// <summary>True when all of it is.</summary>
    public bool IsDone;

    /// <summary>The family that comes next.</summary>
    internal int Family;

    /// <summary>The series of it, from 1; 0 for its head.</summary>
    internal int SeriesAndOne;

    /// <summary>The line of a histogram's series.</summary>
    internal int Line;
}
