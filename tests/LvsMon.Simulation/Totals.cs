namespace LvsMon.Simulation;

/// <summary>What all episodes of a run have seen.</summary>
internal sealed class Totals
{
    /// <summary>True while nothing is counted for real: what is made once is made then.</summary>
    public bool IsWarmingUp { get; set; }

    /// <summary>Takes what happens, null for nobody.</summary>
    public Trace? Trace { get; set; }

    /// <summary>Turns.</summary>
    public long Turns { get; set; }

    /// <summary>Episodes.</summary>
    public long Episodes { get; set; }

    /// <summary>Events of storms.</summary>
    public long Events { get; set; }

    /// <summary>Results of checks.</summary>
    public long Checks { get; set; }

    /// <summary>Handshakes of TLS.</summary>
    public long Handshakes { get; set; }

    /// <summary>Attempts by datagrams and echoes.</summary>
    public long Datagrams { get; set; }

    /// <summary>Programs run.</summary>
    public long Programs { get; set; }

    /// <summary>Transitions told.</summary>
    public long Transitions { get; set; }

    /// <summary>Falls that were held.</summary>
    public long Holds { get; set; }

    /// <summary>Slow starts told.</summary>
    public long SlowStarts { get; set; }

    /// <summary>Orders given.</summary>
    public long Orders { get; set; }

    /// <summary>Clients that came to the control socket.</summary>
    public long Visits { get; set; }

    /// <summary>Answers that they had.</summary>
    public long Answers { get; set; }

    /// <summary>Documents in them that were compared with what the oracles know.</summary>
    public long Compared { get; set; }

    /// <summary>Lines written for the table.</summary>
    public long Edits { get; set; }

    /// <summary>Children begun.</summary>
    public long Children { get; set; }

    /// <summary>Programs of <c>notify</c> begun.</summary>
    public long Notices { get; set; }

    /// <summary>Changes that no such program was told because newer ones took their place, by line.</summary>
    public long Skipped { get; set; }

    /// <summary>Reports on sessions.</summary>
    public long Reports { get; set; }

    /// <summary>Readings of sessions that came to nothing.</summary>
    public long FailedReports { get; set; }

    /// <summary>Lines of the log.</summary>
    public long LogLines { get; set; }

    /// <summary>Those of them that stand for several.</summary>
    public long Summaries { get; set; }

    /// <summary>Reloads taken.</summary>
    public long Reloads { get; set; }

    /// <summary>Daemons that died.</summary>
    public long Crashes { get; set; }

    /// <summary>Fights told.</summary>
    public long Fights { get; set; }

    /// <summary>Times the director doubted itself.</summary>
    public long Doubts { get; set; }

    /// <summary>What calls to sockets took inside turns, microseconds.</summary>
    public long TakenUs { get; set; }

    /// <summary>Time simulated, microseconds.</summary>
    public long SimulatedUs { get; set; }

    /// <summary>All facts as one number.</summary>
    public ulong Digest { get; set; }

    /// <summary>Adds what an episode has seen.</summary>
    public void Add(Totals episode)
    {
        Turns += episode.Turns;
        Episodes += episode.Episodes;
        Events += episode.Events;
        Checks += episode.Checks;
        Handshakes += episode.Handshakes;
        Datagrams += episode.Datagrams;
        Programs += episode.Programs;
        Transitions += episode.Transitions;
        Holds += episode.Holds;
        SlowStarts += episode.SlowStarts;
        Orders += episode.Orders;
        Visits += episode.Visits;
        Answers += episode.Answers;
        Compared += episode.Compared;
        Edits += episode.Edits;
        Children += episode.Children;
        Notices += episode.Notices;
        Skipped += episode.Skipped;
        Reports += episode.Reports;
        FailedReports += episode.FailedReports;
        LogLines += episode.LogLines;
        Summaries += episode.Summaries;
        Reloads += episode.Reloads;
        Crashes += episode.Crashes;
        Fights += episode.Fights;
        Doubts += episode.Doubts;
        TakenUs += episode.TakenUs;
        SimulatedUs += episode.SimulatedUs;
        Digest = (Digest * 31) ^ episode.Digest;
    }
}
