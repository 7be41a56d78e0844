using System;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Metrics;

/// <summary>
/// Counts what the stream of facts tells. A reload keeps all of it: a virtual service that stays, by what identifies
/// its traffic, keeps its counters even under another name, one that is new or comes back begins at 0.
/// </summary>
public sealed class MetricCounters : IFactSink, IPlanFollower
{
    private long[] _transitions;

    /// <summary>All 0; set-up only.</summary>
    public MetricCounters(Plan plan)
    {
        _transitions = new long[2 * plan.Services.Length];
    }

    /// <summary>Edits of the table that were read back.</summary>
    public long Edits { get; private set; }

    /// <summary>From verdict to read-back, a batch each.</summary>
    public Histogram FlushTimes { get; } = new(Histogram.UsualBoundsUs);

    /// <summary>Entries found changed.</summary>
    public long Drifts { get; private set; }

    /// <summary>Those put back.</summary>
    public long DriftsRepaired { get; private set; }

    /// <summary>Entries left alone.</summary>
    public long Fights { get; private set; }

    /// <summary>Configurations taken.</summary>
    public long ReloadsTaken { get; private set; }

    /// <summary>Configurations refused.</summary>
    public long ReloadsRefused { get; private set; }

    /// <summary>Doubts begun.</summary>
    public long Isolations { get; private set; }

    /// <summary>How often real servers of a service went up or down.</summary>
    public long Transitions(int service, bool up) => _transitions[(2 * service) + (up ? 0 : 1)];

    /// <inheritdoc/>
    public void Accept(in Fact fact)
    {
        switch (fact.Kind)
        {
            case FactKind.Up:
                _transitions[2 * fact.Service]++;
                break;
            case FactKind.Down:
                _transitions[(2 * fact.Service) + 1]++;
                break;
            case FactKind.Table:
                Edits += fact.A;
                FlushTimes.Add(fact.DurationUs);
                break;
            case FactKind.Drift:
                Drifts += fact.A;
                DriftsRepaired += fact.B == 1 ? fact.A : 0;
                break;
            case FactKind.Fight:
                Fights += fact.B;
                break;
            case FactKind.Reload:
                ReloadsTaken++;
                break;
            case FactKind.ReloadRefused:
                ReloadsRefused++;
                break;
            case FactKind.Isolated:
                Isolations++;
                break;
        }
    }

    /// <inheritdoc/>
    public long Flush(long nowUs, FactStream facts) => long.MaxValue;

    /// <inheritdoc/>
    public void Follow(PlanChange change)
    {
        long[] transitions = new long[2 * change.New.Services.Length];
        for (int service = 0; service < change.New.Services.Length; service++)
        {
            if (change.OldService[service] is >= 0 and int before)
            {
                _transitions.AsSpan(2 * before, 2).CopyTo(transitions.AsSpan(2 * service));
            }
        }

        _transitions = transitions;
    }
}
