using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Planning;

/// <summary>A check of the configuration, compiled: what to do, where to look and from where.</summary>
/// <param name="Program">What to do on the connection.</param>
/// <param name="Port">Port to look at instead of the real server's, or 0.</param>
/// <param name="Connect">Address to look at instead of the real server's, or null.</param>
/// <param name="Source">Local address to leave from, or null.</param>
/// <param name="SourceSpan">Where the source address stands.</param>
public sealed record CompiledCheck(
    CheckProgram Program,
    ushort Port,
    IpAddress? Connect,
    IpAddress? Source,
    SourceSpan SourceSpan)
{
    /// <summary>What is probed for a real server; port 0 when neither names one.</summary>
    public Endpoint TargetFor(RealServerSettings real) =>
        new(Connect ?? real.Endpoint.Address, Port != 0 ? Port : real.CheckPort);

    /// <summary>The local address to leave from, unspecified for any.</summary>
    public IpAddress SourceFor(in Endpoint target) =>
        Source ?? (target.Address.IsV6 ? IpAddress.FromV6(0) : IpAddress.FromV4(0));
}
