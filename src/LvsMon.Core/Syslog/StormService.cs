using LvsMon.Core.Checks;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Syslog;

/// <summary>What was collected of one virtual service.</summary>
internal struct StormService
{
    /// <summary>True while it collects.</summary>
    internal bool IsOpen;

    /// <summary>Number of this service's storm, from 1: what real servers keep of an earlier one is forgotten by
    /// it.</summary>
    internal int Storm;

    /// <summary>First real server concerned.</summary>
    internal int FirstReal;

    /// <summary>Last real server concerned, -1 for none.</summary>
    internal int LastReal;

    /// <summary>When its summary is due, monotonic microseconds.</summary>
    internal long DueUs;

    /// <summary>When the first line would have been written, monotonic microseconds.</summary>
    internal long FirstUs;

    /// <summary>When the last one would have been.</summary>
    internal long LastUs;

    /// <summary>Number of the first line.</summary>
    internal long FirstSequence;

    /// <summary>Number of the last one.</summary>
    internal long LastSequence;

    /// <summary>Lines collected.</summary>
    internal int Lines;

    /// <summary>The most severe of them.</summary>
    internal LogSeverity Severity;

    /// <summary>Real servers that were up before and are down.</summary>
    internal int Down;

    /// <summary>Real servers that were down before and are up.</summary>
    internal int Up;

    /// <summary>Real servers that changed and are what they were before.</summary>
    internal int Same;

    /// <summary>Real servers that the floor holds and did not hold before.</summary>
    internal int Held;

    /// <summary>Real servers that the floor held before and holds no longer.</summary>
    internal int Released;

    /// <summary>Real servers of the service that were up after the last one went up or down; -1: none did.</summary>
    internal int UpAfter;

    /// <summary>Why the first one went down.</summary>
    internal CheckReason Reason;

    /// <summary>True once one went down.</summary>
    internal bool HasReason;

    /// <summary>True when another one went down for another reason.</summary>
    internal bool HasOtherReasons;

    /// <summary>How the line begins.</summary>
    internal readonly SummaryKind Kind =>
        Down > 0 ? SummaryKind.MoreDown : Up > 0 ? SummaryKind.MoreUp : SummaryKind.More;

    /// <summary>Begins to collect.</summary>
    internal void Open(in Fact fact, long dueUs)
    {
        this = new StormService
        {
            IsOpen = true,
            Storm = Storm + 1,
            FirstReal = -1,
            LastReal = -1,
            DueUs = dueUs,
            FirstUs = fact.TimeUs,
            FirstSequence = fact.Sequence,
            Severity = LogSeverity.Debug,
            UpAfter = -1,
        };
    }

    /// <summary>Takes what a fact says of the service.</summary>
    internal void Note(in Fact fact)
    {
        Lines++;
        LastUs = fact.TimeUs;
        LastSequence = fact.Sequence;
        LogSeverity severity = LogCatalogue.SeverityOf(in fact);
        Severity = severity < Severity ? severity : Severity;
        UpAfter = fact.Kind is FactKind.Up or FactKind.Down ? fact.C : UpAfter;
        if (fact.Kind == FactKind.Down)
        {
            HasOtherReasons |= HasReason && fact.Reason != Reason;
            Reason = HasReason ? Reason : fact.Reason;
            HasReason = true;
        }
    }

    /// <summary>Adds a real server to the counts, or takes it out again.</summary>
    internal void Count(StormSeen seen, int change)
    {
        if (seen.HasFlag(StormSeen.Edge))
        {
            bool isUp = seen.HasFlag(StormSeen.IsUp);
            bool wasUp = seen.HasFlag(StormSeen.WasUp);
            Same += isUp == wasUp ? change : 0;
            Up += isUp && !wasUp ? change : 0;
            Down += wasUp && !isUp ? change : 0;
        }

        bool isHeld = seen.HasFlag(StormSeen.IsHeld);
        bool wasHeld = seen.HasFlag(StormSeen.WasHeld);
        Held += isHeld && !wasHeld ? change : 0;
        Released += wasHeld && !isHeld ? change : 0;
    }
}
