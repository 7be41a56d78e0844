using LvsMon.Core.Checks;

namespace LvsMon.Simulation.Checkers;

/// <summary>How and when a real server was told to be down.</summary>
/// <param name="Reason">Why.</param>
/// <param name="TimeUs">When, microseconds.</param>
/// <param name="Order">Rises with each; 0 for never.</param>
internal readonly record struct LastDown(CheckReason Reason, long TimeUs, int Order);
