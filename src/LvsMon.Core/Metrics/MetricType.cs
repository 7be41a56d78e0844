namespace LvsMon.Core.Metrics;

/// <summary>The types of metrics that the text format knows and we use.</summary>
public enum MetricType : byte
{
    /// <summary>A value that rises and falls.</summary>
    Gauge,

    /// <summary>A number that only rises, from the daemon's start.</summary>
    Counter,

    /// <summary>Counters by size.</summary>
    Histogram,
}
