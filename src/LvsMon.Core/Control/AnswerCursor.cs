using LvsMon.Core.Metrics;

namespace LvsMon.Core.Control;

/// <summary>How far the answer to one client is; what the members mean says its <see cref="IControlAnswer"/>.</summary>
internal struct AnswerCursor
{
    /// <summary>True when every document has been written.</summary>
    public bool IsDone;

    /// <summary>The kind of document that comes next; 0 at the beginning.</summary>
    public int Stage;

    /// <summary>The virtual services that it is about.</summary>
    public ServiceSelection Selection;

    /// <summary>A service set.</summary>
    public int Set;

    /// <summary>The way through them.</summary>
    public ServiceWalk Walk;

    /// <summary>The report of a reload.</summary>
    public ReloadReport? Report;

    /// <summary>A real server.</summary>
    public int Real;

    /// <summary>Of what explains it.</summary>
    public WhyCursor Why;

    /// <summary>Of the stream of events.</summary>
    public StreamCursor Stream;

    /// <summary>A line of the page of metrics.</summary>
    public MetricCursor Page;
}
