using System.Collections.Generic;

namespace LvsMon.Core.Config;

/// <summary>The directives of a real server, which may also stand on its line.</summary>
internal static class RealDirectives
{
    internal static IReadOnlyList<Directive> All { get; } =
    [
        new(DirectiveId.Weight, "weight", BlockKinds.Real, "weight N",
            "The share of new connections; 0 is standby: in the table, without new connections.")
        {
            Kind = ValueKind.Number,
            Min = 0,
            Max = 65_535,
            Default = "1",
        },
        new(DirectiveId.Upper, "upper", BlockKinds.Real, "upper N",
            "From so many connections on the kernel gives it no more; 0 is no threshold.")
        {
            Kind = ValueKind.Number,
            Min = 0,
            Max = int.MaxValue,
            Default = "0",
            Unit = "connections",
            Elsewhere = ["uthreshold"],
        },
        new(DirectiveId.Lower, "lower", BlockKinds.Real, "lower N",
            "Below so many connections an overloaded one gets new ones again; 0 lets the kernel choose.")
        {
            Kind = ValueKind.Number,
            Min = 0,
            Max = int.MaxValue,
            Default = "0",
            Unit = "connections",
            Elsewhere = ["lthreshold"],
        },
        new(DirectiveId.Unmonitored, "unmonitored", BlockKinds.Real, "unmonitored",
            "Taken as up and never checked.")
        {
            Kind = ValueKind.Nothing,
            MinWords = 0,
            MaxWords = 0,
        },
    ];
}
