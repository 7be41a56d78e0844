namespace LvsMon.Simulation.Surroundings;

/// <summary>What the end of a reading of sessions is.</summary>
internal enum SessionEnd : byte
{
    /// <summary>That of the list, or of what is left of it.</summary>
    Whole,

    /// <summary>It is inside a row.</summary>
    Torn,

    /// <summary>It was another text.</summary>
    Foreign,

    /// <summary>An error.</summary>
    Broken,
}
