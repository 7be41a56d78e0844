using LvsMon.Core.Config;

namespace LvsMon.Core.Planning;

/// <summary>A real server's interest in a monitor: the monitor's results are judged with this real server's own
/// thresholds.</summary>
/// <param name="Monitor">Index in <see cref="Plan.Monitors"/>.</param>
/// <param name="Real">Index in <see cref="Plan.Reals"/>.</param>
/// <param name="Timing">Its intervals and thresholds.</param>
public readonly record struct Subscription(int Monitor, int Real, Timing Timing);
