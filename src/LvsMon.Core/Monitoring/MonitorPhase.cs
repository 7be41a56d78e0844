namespace LvsMon.Core.Monitoring;

/// <summary>
/// Where a monitor stands, named as LVSmon named it. Every phase but <see cref="Wait"/> has a deadline. The way is
/// always Wait → Connect → ConResult → (Handshake) → (Query) → Recv → Wait, with Handshake, Query and Recv as often as
/// the check wants, and from every phase straight back to Wait.
/// </summary>
public enum MonitorPhase : byte
{
    /// <summary>Nothing in flight; the next start is in the schedule.</summary>
    Wait,

    /// <summary>A connect has begun.</summary>
    Connect,

    /// <summary>The connect has ended; its result is being taken.</summary>
    ConResult,

    /// <summary>The request is being sent.</summary>
    Query,

    /// <summary>The answer is being received.</summary>
    Recv,

    /// <summary>The stream is being made secure.</summary>
    Handshake,
}
