namespace LvsMon.Simulation.Daemon;

/// <summary>How the daemon is started.</summary>
/// <param name="IsShadow"><c>--shadow</c>.</param>
/// <param name="IsCold"><c>--cold</c>.</param>
/// <param name="HasControl">With a control socket.</param>
internal readonly record struct DaemonKind(bool IsShadow, bool IsCold, bool HasControl);
