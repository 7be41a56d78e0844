using LvsMon.Core.Checks;

namespace LvsMon.Core.Monitoring;

/// <summary>What has been told of a real server, and what its checks say now.</summary>
internal struct RealState
{
    /// <summary>Since when <see cref="IsUp"/> has its value, monotonic microseconds.</summary>
    public long SinceUs;

    /// <summary>Ticket of the evidence.</summary>
    public int Detail;

    /// <summary>Results in a row that decided.</summary>
    public uint Count;

    /// <summary>The threshold they reached.</summary>
    public uint Threshold;

    /// <summary>How long the deciding attempt took, microseconds.</summary>
    public int CheckUs;

    /// <summary>Checks whose verdict is up.</summary>
    public ushort ChecksUp;

    /// <summary>Checks whose verdict is down.</summary>
    public ushort ChecksDown;

    /// <summary>The deciding result's number.</summary>
    public short Number;

    /// <summary>The deciding result.</summary>
    public CheckReason Reason;

    /// <summary>What has been told, or assumed before the first verdict.</summary>
    public bool IsUp;

    /// <summary>True once a verdict of all checks has been reached.</summary>
    public bool IsVerified;

    /// <summary>True while it stands in the turn's list of real servers to look at.</summary>
    public bool IsTouched;
}
