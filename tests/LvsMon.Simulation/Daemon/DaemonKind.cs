namespace LvsMon.Simulation.Daemon;

/// <summary>How the daemon is started.</summary>
/// <param name="IsShadow"><c>--shadow</c>.</param>
/// <param name="IsCold"><c>--cold</c>.</param>
internal readonly record struct DaemonKind(bool IsShadow, bool IsCold);
