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
}
