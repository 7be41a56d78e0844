using System.Threading;

namespace LvsMon.IpvsadmStandIn;

/// <summary>The faults that take time.</summary>
internal static class Waiting
{
    /// <summary>Does not come back: the daemon has to kill this process.</summary>
    internal static void ForEver() => Thread.Sleep(Timeout.Infinite);

    /// <summary>Waits some milliseconds.</summary>
    internal static void For(int milliseconds) => Thread.Sleep(milliseconds);
}
