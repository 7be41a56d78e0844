using LvsMon.Core.Checks;

namespace LvsMon.Core.Monitoring;

/// <summary>What the loop remembers of a virtual service.</summary>
internal struct ServiceState
{
    /// <summary>Since when it is blind, monotonic microseconds.</summary>
    public long BlindSinceUs;

    /// <summary>Its real servers that are up and take connections (weight above 0).</summary>
    public int Up;

    /// <summary>Its real servers without a verdict.</summary>
    public int Unverified;

    /// <summary>Subscriptions of its real servers.</summary>
    public int Checks;

    /// <summary>Subscriptions whose monitor has been inconclusive twice in a row or more.</summary>
    public int BlindChecks;

    /// <summary>Why the last of them was inconclusive.</summary>
    public CheckReason BlindReason;

    /// <summary>True when it was told to have a real server up.</summary>
    public bool IsServed;

    /// <summary>True when it was told to have none; also a service that never had one is told once.</summary>
    public bool IsEmptyTold;

    /// <summary>True when it was told to be blind.</summary>
    public bool IsBlind;

    /// <summary>True while it stands in the turn's list of services to look at.</summary>
    public bool IsTouched;
}
