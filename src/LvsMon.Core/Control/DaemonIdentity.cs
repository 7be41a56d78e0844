namespace LvsMon.Core.Control;

/// <summary>Who answers.</summary>
/// <param name="Version">The program's version.</param>
/// <param name="ProcessId">Its process.</param>
/// <param name="BegunUs">When its checks began, monotonic microseconds.</param>
public sealed record DaemonIdentity(string Version, int ProcessId, long BegunUs);
