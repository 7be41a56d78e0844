namespace LvsMon.Simulation.Conformance;

/// <summary>Which of a child's lines are carried out; the numbers are the model's.</summary>
internal enum LinesTaken
{
    /// <summary>All.</summary>
    All,

    /// <summary>None.</summary>
    None,

    /// <summary>The first one only.</summary>
    First,

    /// <summary>The last one only.</summary>
    Last,
}
