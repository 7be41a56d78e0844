namespace LvsMon.Benchmarks.Subjects;

/// <summary>How late checks were on their grid, microseconds.</summary>
/// <param name="Checks">How many there were.</param>
/// <param name="Slots">How many the grid has room for between the first and the last.</param>
/// <param name="P50Us">Half of them were no later.</param>
/// <param name="P99Us">99 of 100 were no later.</param>
/// <param name="MaxUs">The latest.</param>
internal sealed record Lateness(long Checks, long Slots, long P50Us, long P99Us, long MaxUs);
