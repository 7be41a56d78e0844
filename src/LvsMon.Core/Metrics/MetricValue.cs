namespace LvsMon.Core.Metrics;

/// <summary>The value of a series: a whole number, or microseconds that are written as seconds.</summary>
/// <param name="Number">The number.</param>
/// <param name="IsTime">True for microseconds.</param>
internal readonly record struct MetricValue(long Number, bool IsTime = false)
{
    /// <summary>1 for true.</summary>
    public static MetricValue Of(bool value) => new(value ? 1 : 0);
}
