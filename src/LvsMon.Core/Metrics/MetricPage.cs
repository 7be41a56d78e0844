using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Core.Metrics;

/// <summary>
/// The page of all metrics, written in whole lines as far as given memory goes and continued whenever there is more of
/// it: a page of any size needs no more room than one line. Every line is true when it is written. A histogram that is
/// written in two turns can have grown in between; its buckets rise all the same, and what it says of all of them is
/// written in one piece. Writing allocates nothing.
/// </summary>
public sealed class MetricPage
{
    /// <summary>Room that is always enough to go on, bytes.</summary>
    public const int LineBytes = 768;

    /// <summary>Series looked at in one call: many may have no value, and looking is work too.</summary>
    private const int SeriesPerCall = 4096;

    private readonly MetricValues _values;

    /// <summary>Makes the page; set-up only.</summary>
    public MetricPage(MetricValues values)
    {
        _values = values;
    }

    /// <summary>Rises with each plan: a page under way cannot be continued then, its series have gone.</summary>
    public int Edition { get; private set; }

    /// <summary>Takes over the plan that the loop has taken; set-up only.</summary>
    public void Follow()
    {
        Edition++;
    }

    /// <summary>Writes what fits of the rest, in whole lines.</summary>
    /// <param name="buffer">At least <see cref="LineBytes"/>.</param>
    /// <param name="cursor">Where the page is.</param>
    /// <param name="nowUs">Now.</param>
    /// <returns>Bytes written. 0 does not mean the end, which <see cref="MetricCursor.IsDone"/> tells: there may be
    /// many series without a value.</returns>
    /// <exception cref="InvalidOperationException">A line outgrew its room: a defect.</exception>
    public int Write(Span<byte> buffer, ref MetricCursor cursor, long nowUs)
    {
        int length = 0;
        for (int looked = 0; looked < SeriesPerCall && !cursor.IsDone; looked++)
        {
            MetricCursor next = cursor;
            MetricLine line = new(buffer[length..]);
            WriteNext(ref line, ref next, nowUs);
            if (line.Overflowed)
            {
                return length > 0 ? length
                    : throw new InvalidOperationException("a line of the metrics outgrew its room");
            }

            length += line.Length;
            cursor = next;
        }

        return length;
    }

    private void WriteNext(ref MetricLine line, ref MetricCursor cursor, long nowUs)
    {
        MetricFamily family = MetricCatalogue.Families[cursor.Family];
        int series = cursor.SeriesAndOne - 1;
        if (series == _values.CountOf(family.Scope))
        {
            cursor.Family++;
            cursor.SeriesAndOne = 0;
            cursor.IsDone = cursor.Family == MetricCatalogue.Families.Count;
        }
        else if (series < 0)
        {
            line.Head(family);
            cursor.SeriesAndOne++;
        }
        else if (family.Type == MetricType.Histogram)
        {
            WriteHistogram(ref line, family, series, ref cursor);
        }
        else
        {
            cursor.SeriesAndOne++;
            if (_values.ValueOf(in family, series, nowUs) is { } value)
            {
                line.Name(family.Name, default);
                WriteLabels(ref line, family.Scope, series);
                line.Value(value);
            }
        }
    }

    private void WriteHistogram(ref MetricLine line, MetricFamily family, int series, ref MetricCursor cursor)
    {
        Histogram histogram = _values.HistogramOf(family.Id, series);
        int bound = cursor.Line++;
        line.Name(family.Name, "_bucket"u8);
        WriteLabels(ref line, family.Scope, series);
        if (bound < histogram.BoundsUs.Length)
        {
            line.UpTo(histogram.BoundsUs[bound]);
            line.Value(new MetricValue(histogram.CountUpTo(bound)));
            return;
        }

        line.UpToAll();
        line.Value(new MetricValue(histogram.Count));
        line.Name(family.Name, "_sum"u8);
        WriteLabels(ref line, family.Scope, series);
        line.Value(new MetricValue(histogram.SumUs, IsTime: true));
        line.Name(family.Name, "_count"u8);
        WriteLabels(ref line, family.Scope, series);
        line.Value(new MetricValue(histogram.Count));
        cursor.Line = 0;
        cursor.SeriesAndOne++;
    }

    private void WriteLabels(ref MetricLine line, MetricScope scope, int series)
    {
        switch (scope)
        {
            case MetricScope.Build:
                line.Label("version"u8, _values.Version);
                break;
            case MetricScope.Reason:
                line.LabelWords("reason"u8, Reasons.Words(Reasons.Inconclusive[series]));
                break;
            case MetricScope.Result:
                line.LabelWords("result"u8, series == 0 ? "taken"u8 : "refused"u8);
                break;
            case MetricScope.Check:
                line.Label("check"u8, _values.Checks[series]);
                break;
            case MetricScope.Service:
                WriteService(ref line, series);
                break;
            case MetricScope.ServiceState:
                WriteService(ref line, series / 2);
                line.LabelWords("state"u8, series % 2 == 0 ? "up"u8 : "down"u8);
                break;
            case MetricScope.Real:
                ref readonly RealPlan real = ref _values.Plan.Reals[series];
                WriteService(ref line, real.Service);
                line.Label("real"u8, real.Endpoint);
                break;
        }
    }

    private void WriteService(ref MetricLine line, int service)
    {
        ServicePlan plan = _values.Plan.Services[service];
        line.Label("service"u8, plan.Name);
        if (plan.ServiceSet is { } set)
        {
            line.Label("set"u8, set);
        }
    }
}
