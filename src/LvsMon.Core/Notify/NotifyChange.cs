using System.Runtime.InteropServices;
using LvsMon.Core.Checks;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Notify;

/// <summary>The newest change of a real server: what its fact said, without what a peer sent.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct NotifyChange(
    bool IsUp, CheckReason Reason, short Number, long Sequence, long TimeUs)
{
    /// <summary>The change of a fact.</summary>
    internal static NotifyChange Of(in Fact fact) =>
        new(fact.Kind == FactKind.Up, fact.Reason, fact.Number, fact.Sequence, fact.TimeUs);
}
