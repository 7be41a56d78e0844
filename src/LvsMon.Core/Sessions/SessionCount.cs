using System.Runtime.InteropServices;

namespace LvsMon.Core.Sessions;

/// <summary>
/// Sessions as the kernel counts them: active ones are established (of TCP and SCTP only), inactive ones are all others
/// that it has not forgotten yet, those of UDP among them. Persistence templates are neither. Both are -1 when they are
/// not known.
/// </summary>
/// <param name="Active">Established sessions, or -1.</param>
/// <param name="Inactive">Other sessions, or -1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SessionCount(long Active, long Inactive)
{
    /// <summary>What is not known.</summary>
    public static SessionCount Unknown { get; } = new(-1, -1);

    /// <summary>False when nothing was read of it.</summary>
    public bool IsKnown => Active >= 0;

    /// <summary>All that have not come to the end of their idle timeout, or -1: what Equilibrium's aging manager
    /// reported.</summary>
    public long Total => IsKnown ? Active + Inactive : -1;

    /// <summary>The sum of two known counts.</summary>
    public static SessionCount operator +(SessionCount left, SessionCount right) =>
        new(left.Active + right.Active, left.Inactive + right.Inactive);
}
