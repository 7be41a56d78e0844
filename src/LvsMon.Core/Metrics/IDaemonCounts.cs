namespace LvsMon.Core.Metrics;

/// <summary>What the metrics tell of parts that they do not know.</summary>
public interface IDaemonCounts
{
    /// <summary>Lines handed to the log since the start, of all its targets.</summary>
    long LogLines { get; }

    /// <summary>Lines lost since the start.</summary>
    long LostLines { get; }

    /// <summary>Clients of the control socket now.</summary>
    int ControlClients { get; }

    /// <summary>Clients of <c>metrics-listen</c> now.</summary>
    int MetricsClients { get; }

    /// <summary>Programs of <c>notify</c> started.</summary>
    long NotifyRuns { get; }

    /// <summary>Programs of <c>notify</c> that failed or could not be started.</summary>
    long NotifyFailures { get; }

    /// <summary>Changes that a program of <c>notify</c> was not told of because newer ones took their place.</summary>
    long NotifySkipped { get; }
}
