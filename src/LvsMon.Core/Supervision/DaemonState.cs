using System.Runtime.InteropServices;

namespace LvsMon.Core.Supervision;

/// <summary>What the status line is made of, at one moment.</summary>
/// <param name="RealsUp">Real servers that are up.</param>
/// <param name="Reals">All real servers.</param>
/// <param name="Services">Virtual services.</param>
/// <param name="EmptyServices">Those of them that have no real server up.</param>
/// <param name="Table">The kernel's table.</param>
/// <param name="IsIsolated">True while removals are held because the director doubts its own network.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DaemonState(
    int RealsUp, int Reals, int Services, int EmptyServices, TableStanding Table, bool IsIsolated);
