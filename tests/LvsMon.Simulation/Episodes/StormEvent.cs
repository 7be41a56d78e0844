namespace LvsMon.Simulation.Episodes;

/// <summary>One thing that happens in a storm; numbers mean something in any state, so each can be left out.</summary>
/// <param name="AtUs">When, microseconds since the episode's beginning.</param>
/// <param name="Kind">What.</param>
/// <param name="A">See the kind.</param>
/// <param name="B">See the kind.</param>
/// <param name="C">See the kind.</param>
internal readonly record struct StormEvent(long AtUs, StormKind Kind, int A, int B, int C)
{
    /// <inheritdoc/>
    public override string ToString() => $"{AtUs / 1000,8} ms {Kind} {A} {B} {C}";
}
