namespace LvsMon.Simulation.Checkers;

/// <summary>Whether a real server came up while it was held in the table, and so keeps its weight.</summary>
internal enum Kept : byte
{
    /// <summary>It was not: its weight grows.</summary>
    No,

    /// <summary>It was.</summary>
    Whole,

    /// <summary>It may have been, by a doubt or a floor that has just changed.</summary>
    Either,
}
