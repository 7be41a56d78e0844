namespace LvsMon.Benchmarks.Subjects;

/// <summary>One measurement of one subject.</summary>
/// <param name="Checks">Checks that the peer saw.</param>
/// <param name="CpuUs">Processor time of the subject.</param>
internal sealed record Measurement(long Checks, double CpuUs)
{
    /// <summary>Processor time of a check.</summary>
    public double UsPerCheck => CpuUs / Checks;

    /// <summary>Targets that were reached at all.</summary>
    public int Targets { get; init; }

    /// <summary>How far a check is from its interval, microseconds, for 99 of 100; -1 when not known.</summary>
    public long DeviationP99Us { get; init; } = -1;

    /// <summary>The same, the furthest.</summary>
    public long DeviationMaxUs { get; init; } = -1;

    /// <summary>The fullest 10 ms as a multiple of the mean.</summary>
    public double Evenness { get; init; }

    /// <summary>Private memory, kB; 0 when not known.</summary>
    public long PrivateKb { get; init; }

    /// <summary>Proportional memory, kB; 0 when not known.</summary>
    public long ProportionalKb { get; init; }
}
