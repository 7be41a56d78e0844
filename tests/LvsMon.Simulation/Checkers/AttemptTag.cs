using LvsMon.Simulation.Peers;

namespace LvsMon.Simulation.Checkers;

/// <summary>What the simulator knows of a check's last attempt.</summary>
internal struct AttemptTag
{
    /// <summary>The script of its peer.</summary>
    public PeerVariant? Variant;

    /// <summary>When it began, a program when it was started, microseconds.</summary>
    public long StartUs;

    /// <summary>Since when the next start is due: its own, or the reload that gave it another interval.</summary>
    public long SinceUs;

    /// <summary>How late the daemon had been in all by then.</summary>
    public long LateBeforeUs;

    /// <summary>What calls had taken in all before its turn.</summary>
    public long TakenBeforeUs;

    /// <summary>How late it had been without a chance to know by then.</summary>
    public long HiddenBeforeUs;

    /// <summary>The longest lag of a turn since.</summary>
    public long WorstUs;

    /// <summary>Turns since that were noticeably late.</summary>
    public int LateTurns;

    /// <summary>The number of waits before it began.</summary>
    public long Wait;

    /// <summary>Bytes taken.</summary>
    public int Bytes;

    /// <summary>The slot.</summary>
    public int Slot;

    /// <summary>True until the slot is closed.</summary>
    public bool IsOpen;

    /// <summary>True from then until the result is known.</summary>
    public bool HasEnded;
}
