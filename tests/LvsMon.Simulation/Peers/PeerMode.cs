namespace LvsMon.Simulation.Peers;

/// <summary>How a peer behaves; the rows of the catalogue of faults that concern the peer and the path. Up to
/// <see cref="LocalConnect"/> they concern the connection itself: a check that only connects sees them too.</summary>
internal enum PeerMode : byte
{
    /// <summary>Answers as it should, in pieces of any size, sometimes followed by an end, a reset or more.</summary>
    Good,

    /// <summary>Closed port.</summary>
    Refuse,

    /// <summary>Swallows the SYN.</summary>
    BlackHole,

    /// <summary>ICMP says that there is no such host.</summary>
    Unreachable,

    /// <summary>Resets while connecting.</summary>
    ConnectReset,

    /// <summary>The kernel gives up by itself.</summary>
    KernelTimeout,

    /// <summary>The connection is with itself.</summary>
    SelfConnect,

    /// <summary>The call to connect fails for a reason of our own.</summary>
    LocalCall,

    /// <summary>The connect ends for a reason of our own.</summary>
    LocalConnect,

    /// <summary>Closes before it says anything.</summary>
    EarlyClose,

    /// <summary>Resets before it says anything.</summary>
    EarlyReset,

    /// <summary>Accepts and says nothing.</summary>
    Silence,

    /// <summary>A byte now and then, for ever.</summary>
    Trickle,

    /// <summary>Bytes without end, as fast as they are taken.</summary>
    Flood,

    /// <summary>Bytes that follow no protocol, control bytes among them.</summary>
    Garbage,

    /// <summary>A whole answer that says no.</summary>
    WrongAnswer,

    /// <summary>Half an answer, then the end.</summary>
    CutAnswer,

    /// <summary>Half an answer, then a reset.</summary>
    CutReset,

    /// <summary>Half an answer, then silence.</summary>
    CutSilence,

    /// <summary>Never takes the request.</summary>
    ShutWindow,

    /// <summary>Good so far, for ever: interim answers, continued greetings.</summary>
    Endless,

    /// <summary>Receiving fails for a reason of our own.</summary>
    LocalReceive,

    /// <summary>Good or bad, drawn anew for each connection.</summary>
    Flaky,

    /// <summary>Answers just before or just after the deadline.</summary>
    Edge,
}
