using System;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Events;

/// <summary>
/// Keeps every fact as a document, written at the moment at which it is told, so that names are those of its own plan;
/// followers of the control socket and the <see cref="EventOutlet"/> read them from the <see cref="Log"/>.
/// </summary>
/// <remarks>Never blocks and, but for <see cref="Follow"/>, does not allocate.</remarks>
public sealed class EventSink : IFactSink, IPlanFollower
{
    private readonly DetailPool _details;
    private readonly IClock _clock;
    private readonly IWallClock _wallClock;
    private readonly byte[] _document = new byte[EventText.MaxBytes];
    private EventText _text;

    /// <summary>Makes a sink for a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="details">The texts of the facts.</param>
    /// <param name="clock">The clock of the facts.</param>
    /// <param name="wallClock">The time of day.</param>
    /// <param name="run">Names this run of the daemon, at most 64 characters of ASCII.</param>
    public EventSink(Plan plan, DetailPool details, IClock clock, IWallClock wallClock, string run)
    {
        _details = details;
        _clock = clock;
        _wallClock = wallClock;
        _text = new EventText(plan, details);
        Log = new EventLog(plan);
        Head = new EventHead(Log, run);
        Outlet = new EventOutlet(Log, Head);
    }

    /// <summary>The stream.</summary>
    public EventLog Log { get; }

    /// <summary>How a stream begins.</summary>
    public EventHead Head { get; }

    /// <summary>The file that the stream is also written to.</summary>
    public EventOutlet Outlet { get; }

    /// <inheritdoc/>
    public void Accept(in Fact fact)
    {
        WallTime time = _wallClock.Ago(Math.Max(0, _clock.NowUs - fact.TimeUs));
        int length = _text.Write(in fact, in time, _document);
        if (fact.Sequence > 0)
        {
            Log.AddEvent(_document.AsSpan(0, length), fact.Sequence);
        }
        else
        {
            Log.AddReport(_document.AsSpan(0, length));
        }
    }

    /// <inheritdoc/>
    public long Flush(long nowUs, FactStream facts) => Outlet.Flush(nowUs, facts);

    /// <inheritdoc/>
    public void Follow(PlanChange change)
    {
        _text = new EventText(change.New, _details);
        Log.Resize(change.New);
    }
}
