using System.Collections.Generic;

namespace LvsMon.Fuzz.Targets;

/// <summary>All targets.</summary>
internal static class TargetList
{
    /// <summary>Makes them, each with a state of its own.</summary>
    internal static IReadOnlyList<IFuzzTarget> Make() =>
    [
        new ConfigTarget(), new HttpTarget(), new BannerTarget(), new ProtocolTarget(), new DnsTarget(),
        new RadiusTarget(), new SipTarget(), new SaveTarget(), new ListTarget(), new SessionTarget(),
    ];
}
