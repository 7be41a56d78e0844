using LvsMon.Core.Checks;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Monitoring;

/// <summary>What has been told of a real server, and what its checks say now.</summary>
internal struct RealState
{
    /// <summary>Since when <see cref="IsUp"/> has its value, monotonic microseconds.</summary>
    public long SinceUs;

    /// <summary>When its slow start began, monotonic microseconds.</summary>
    public long RampSinceUs;

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

    /// <summary>How often it has gone down since it was last up for long; saturates.</summary>
    public byte Falls;

    /// <summary>The deciding result.</summary>
    public CheckReason Reason;

    /// <summary>What has been told, or assumed before the first verdict.</summary>
    public bool IsUp;

    /// <summary>True once a verdict of all checks has been reached.</summary>
    public bool IsVerified;

    /// <summary>Percentage of its weight that its slow start has come to, as told.</summary>
    public byte Share;

    /// <summary>Percentage of its weight that its agent wants, as told; 100 without one.</summary>
    public short Advice;

    /// <summary>True while its agent says that it is down or in maintenance.</summary>
    public bool IsAdvisedDown;

    /// <summary>True once its agent was asked, whether it answered or not.</summary>
    public bool IsAgentAsked;

    /// <summary>True when it comes back slowly: it was down, or a reload has added it.</summary>
    public bool StartsSlowly;

    /// <summary>True while its weight grows, since <see cref="RampSinceUs"/>; after a fall until the next step would
    /// be due.</summary>
    public bool IsRamping;

    /// <summary>What an operator has ordered.</summary>
    public OrderKind Order;

    /// <summary>The weight that an operator has ordered, null for the configured one.</summary>
    public int? OrderedWeight;

    /// <summary>True while it stands in the turn's list of real servers to look at.</summary>
    public bool IsTouched;
}
