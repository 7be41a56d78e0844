using LvsMon.Core.Values;

namespace LvsMon.Core.Planning;

/// <summary>The identity of a thing to probe, as <see cref="MonitorPlan.SameProbe"/> sees it, for hash maps.</summary>
internal readonly record struct ProbeKey(
    Endpoint Target,
    IpAddress Source,
    string Program,
    string Unshown,
    uint ConnectTimeoutUs,
    uint ReceiveTimeoutUs,
    uint TimeoutUs,
    TlsSettings? Tls)
{
    internal static ProbeKey Of(in MonitorPlan monitor) => new(
        monitor.Target,
        monitor.Source,
        monitor.Program.Identity,
        monitor.Program.Unshown,
        monitor.ConnectTimeoutUs,
        monitor.ReceiveTimeoutUs,
        monitor.TimeoutUs,
        monitor.Program.Tls);
}
