namespace LvsMon.Core.Metrics;

/// <summary>A metric as the catalogue describes it.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Its name by the conventions of Prometheus: our prefix, the unit behind it (base units only),
/// <c>_total</c> at the end of a counter.</param>
/// <param name="Type">Its type.</param>
/// <param name="Scope">What there is a series of.</param>
/// <param name="Help">What it says, one line of printable ASCII without backslashes.</param>
public sealed record MetricFamily(MetricId Id, string Name, MetricType Type, MetricScope Scope, string Help);
