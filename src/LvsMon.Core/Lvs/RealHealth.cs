using System.Runtime.InteropServices;
using LvsMon.Core.Checks;

namespace LvsMon.Core.Lvs;

/// <summary>One real server's health as the table needs it.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct RealHealth
{
    /// <summary>The state.</summary>
    internal RealState State;

    /// <summary>Why it is down.</summary>
    internal CheckReason Reason;

    /// <summary>True once it has been in the table: only such a server can be held in.</summary>
    internal bool WasIn;

    /// <summary>True when it was in the table when that was first read.</summary>
    internal bool WasAdopted;

    /// <summary>Kept in by the floor although down.</summary>
    internal bool Held;

    /// <summary>Whether the hold was told.</summary>
    internal bool HeldTold;

    /// <summary>When it went down, monotonic microseconds.</summary>
    internal long DownUs;

    /// <summary>Number of its failure among all failures.</summary>
    internal long DownNumber;

    /// <summary>The record it was found with, while <see cref="RealState.Adopted"/>.</summary>
    internal Destination Found;
}
