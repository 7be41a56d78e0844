namespace LvsMon.Benchmarks.Subjects;

/// <summary>What is to be checked.</summary>
/// <param name="Servers">Real servers.</param>
/// <param name="IntervalMs">Each is checked once in so many milliseconds.</param>
/// <param name="Kind"><c>http</c>, <c>https</c>, <c>tcp</c>, or <c>agent</c>: that beside tcp.</param>
internal sealed record Load(int Servers, int IntervalMs, string Kind)
{
    /// <summary>Checks a second.</summary>
    public double Rate => Servers * 1000.0 / IntervalMs;

    /// <summary>How long a subject gets before it is measured: the first round, what it does at a start, and a
    /// pause.</summary>
    public int WarmSeconds => 3 + (Servers / 8000) + (IntervalMs / 1000);
}
