using LvsMon.Core.Checks;

namespace LvsMon.Core.Monitoring;

/// <summary>What the loop remembers of a monitor between two attempts (32 bytes beside its place in the
/// schedule).</summary>
internal struct MonitorState
{
    /// <summary>When its last start was due, monotonic microseconds; before the first start its due time.</summary>
    public long LastDueUs;

    /// <summary>Since when its conclusive results are silence (no answer, no host), 0 when they are not.</summary>
    public long SilentSinceUs;

    /// <summary>When its last silent result came, 0 for never.</summary>
    public long LastSilentUs;

    /// <summary>Inconclusive attempts in a row, saturating.</summary>
    public uint InconclusiveStreak;

    /// <summary>Why the last of them was inconclusive.</summary>
    public CheckReason InconclusiveReason;

    /// <summary>So many silences say nothing yet, because the peer has refused before (<see
    /// cref="CheckReason.Silent"/>).</summary>
    public byte OwedSilences;

    /// <summary>How near the end of its certificate is, as told, and how often it was seen not to be
    /// (<see cref="CertificateWatch"/>).</summary>
    public byte ToldTerm;

    /// <summary>True once an attempt has ended.</summary>
    public bool Attempted;
}
