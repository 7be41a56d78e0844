using System;

namespace LvsMon.Core.Transitions;

/// <summary>
/// The one common channel: a fixed ring between those who see something and those who tell it. Numbers every fact and
/// hands it to all
/// sinks in the same order; when the ring is full it is handed on at once, so nothing is ever lost here.
/// </summary>
public sealed class FactStream
{
    private const int Entries = 256;
    private readonly IFactSink[] _sinks;
    private readonly Fact[] _ring = new Fact[Entries];
    private int _count;
    private bool _telling;

    /// <summary>Makes a stream to these sinks, in this order.</summary>
    public FactStream(DetailPool details, params ReadOnlySpan<IFactSink> sinks)
    {
        Details = details;
        _sinks = sinks.ToArray();
    }

    /// <summary>The texts that go with the facts.</summary>
    public DetailPool Details { get; }

    /// <summary>The number of the newest fact that has a line.</summary>
    public long LastSequence { get; private set; }

    /// <summary>True when facts wait to be told.</summary>
    public bool IsPending => _count > 0;

    /// <summary>Adds a fact. <see cref="FactKind.Confirmed"/>, <see cref="FactKind.Ramped"/> and what a report on
    /// sessions is made of (<see cref="FactKind.Sessions"/>) are silent and take no number.</summary>
    public void Post(in Fact fact)
    {
        if (_telling)
        {
            throw new InvalidOperationException("A sink posted a fact while it was told one.");
        }

        if (_count == Entries)
        {
            Tell();
        }

        _ring[_count++] = IsSilent(fact.Kind) ? fact : fact with { Sequence = ++LastSequence };
    }

    /// <summary>The end of a turn: tells everything, lets each sink work once, and tells what they posted.</summary>
    /// <returns>
    /// The earliest time a sink wants to be called again; <paramref name="nowUs"/> when sinks have posted facts,
    /// because others had already done their turn's work when they were told.
    /// </returns>
    public long Flush(long nowUs)
    {
        Tell();
        long next = long.MaxValue;
        foreach (IFactSink sink in _sinks)
        {
            next = Math.Min(next, sink.Flush(nowUs, this));
            if (_count > 0)
            {
                next = Math.Min(next, nowUs);
                Tell();
            }
        }

        return next;
    }

    private static bool IsSilent(FactKind kind) => kind is FactKind.Confirmed or FactKind.Ramped or FactKind.Sessions
        or FactKind.SetSessions or FactKind.ServiceSessions or FactKind.RealSessions;

    private void Tell()
    {
        _telling = true;
        for (int i = 0; i < _count; i++)
        {
            foreach (IFactSink sink in _sinks)
            {
                sink.Accept(in _ring[i]);
            }
        }

        _count = 0;
        _telling = false;
    }
}
