using System;
using System.Collections.Generic;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using Microsoft.Extensions.Logging;

namespace LvsMon.Core.Syslog;

/// <summary>
/// Tells facts to a log, one line a fact, in order. What the log does not take now waits as a small value in a ring
/// that the plan sized, and is written as text when it is sent, with the time at which it happened. Only when the ring
/// is full are lines dropped, the newest; they are counted and reported once the log takes lines again. When real
/// servers change by the dozen, <see cref="StormGate"/> collects them and a service has one line for all.
/// </summary>
/// <remarks>Never blocks and, but for <see cref="Follow"/>, does not allocate. One sink for each log: its
/// logger makes it syslog's or standard error's.</remarks>
public sealed class SyslogSink : IFactSink, IPlanFollower
{
    /// <summary>Most lines in one turn, so that a storm does not hold up the checks.</summary>
    public const int LinesPerTurn = 64;

    /// <summary>Lines that fit beside the two for each real server.</summary>
    public const int BaseLines = 64;

    /// <summary>First pause after the log took no line; doubles up to <see cref="MaxRetryUs"/>.</summary>
    public const long FirstRetryUs = 10_000;

    /// <summary>Longest pause.</summary>
    public const long MaxRetryUs = 2_560_000;

    private const int LinesPerReal = 2;
    private readonly DetailPool _details;
    private readonly ILineLogger _log;
    private readonly byte[] _words = new byte[FactText.MaxBytes];
    private readonly Queue<WordedLine> _carried = [];
    private Plan _plan;
    private FactText _text;
    private FactRing _ring;
    private StormGate _gate;
    private int _lost;
    private long _retryUs = FirstRetryUs;
    private long _retryAtUs = long.MinValue;
    private long _blockedSinceUs = -1;

    /// <summary>Makes a sink for a plan.</summary>
    public SyslogSink(Plan plan, DetailPool details, ILineLogger log)
    {
        _details = details;
        _log = log;
        _plan = plan;
        _text = new FactText(plan, details);
        _gate = new StormGate(plan);
        _ring = new FactRing(CapacityFor(plan), _gate.Capacity);
    }

    /// <summary>Lines that wait, for the log or for the end of a storm.</summary>
    public int Pending => _carried.Count + _ring.Count + _gate.Waiting;

    /// <summary>Lines that may wait before any is dropped.</summary>
    public int Capacity => _ring.Capacity;

    /// <summary>Lines handed over since the start.</summary>
    public long SentLines { get; private set; }

    /// <summary>Lines that were not written because a summary stands for them, since the start.</summary>
    public long SummedLines { get; private set; }

    /// <summary>Lines dropped since the start.</summary>
    public long LostLines { get; private set; }

    /// <inheritdoc/>
    public void Accept(in Fact fact)
    {
        if (LogCatalogue.Of(fact.Kind) is null || _gate.Collects(in fact))
        {
            return;
        }

        if (fact.Kind == FactKind.Stopped)
        {
            // Nobody waits for the end of the window any more.
            CallForSummaries(long.MaxValue - 1, int.MaxValue);
        }

        if (!_ring.TryAdd(in fact) && !_gate.CollectsInstead(in fact))
        {
            Lose(1);
        }
    }

    /// <inheritdoc/>
    public long Flush(long nowUs, FactStream facts)
    {
        CallForSummaries(nowUs, LinesPerTurn);
        if (_carried.Count + _ring.Count == 0)
        {
            return _gate.NextUs;
        }

        if (nowUs < _retryAtUs)
        {
            return _retryAtUs;
        }

        for (int i = 0; i < LinesPerTurn && _carried.Count + _ring.Count > 0; i++)
        {
            if (SendNext(nowUs) != OsError.None)
            {
                BackOff(nowUs);
                return _retryAtUs;
            }

            DropNext();
            Recover(nowUs, facts);
        }

        return _carried.Count + _ring.Count == 0 ? Math.Max(_gate.NextUs, nowUs) : nowUs;
    }

    /// <inheritdoc/>
    public void Follow(PlanChange change)
    {
        // What waits speaks of the old plan's indexes: it is written now, and never more than the old ring held.
        CallForSummaries(long.MaxValue - 1, int.MaxValue);
        while (_ring.Count > 0)
        {
            Carry();
            _ring.DropFirst();
        }

        _plan = change.New;
        _text = new FactText(change.New, _details);
        _gate = new StormGate(change.New, _gate);
        _ring = new FactRing(CapacityFor(change.New), _gate.Capacity);
    }

    private static int CapacityFor(Plan plan) => BaseLines + (LinesPerReal * plan.Reals.Length);

    /// <summary>Puts the summaries that are due behind what waits.</summary>
    private void CallForSummaries(long nowUs, int most)
    {
        for (int i = 0; i < most && _gate.TryTakeDue(nowUs, out int service); i++)
        {
            _ring.AddMark(service);
        }
    }

    /// <summary>Writes the oldest that waits in words that the next plan does not change.</summary>
    private void Carry()
    {
        if (_ring.IsFirstMark)
        {
            ref readonly StormService storm = ref _gate[_ring.First.Service];
            bool fits = Carry(Summary(_ring.First.Service), _ring.Capacity + _gate.Capacity, storm.Lines);
            SummedLines += fits ? storm.Lines : 0;
        }
        else
        {
            Carry(Line(in _ring.First), _ring.Capacity, 1);
        }
    }

    private bool Carry(WordedLine line, int capacity, int lines)
    {
        if (_carried.Count >= capacity)
        {
            Lose(lines);
            return false;
        }

        _carried.Enqueue(line with { Text = line.Text.AsSpan(0, line.Length).ToArray() });
        return true;
    }

    /// <summary>The line of a fact, in <see cref="_words"/>.</summary>
    private WordedLine Line(in Fact fact) => new(
        _words,
        _text.Write(in fact, _words),
        LogCatalogue.Of(fact.Kind)!.Event,
        LogCatalogue.SeverityOf(in fact),
        fact.TimeUs);

    /// <summary>The line of a summary, in <see cref="_words"/>.</summary>
    private WordedLine Summary(int service)
    {
        ref readonly StormService storm = ref _gate[service];
        int length = SummaryText.Write(_plan, _gate, service, _words);
        return new(_words, length, SummaryCatalogue.Of(storm.Kind).Event, storm.Severity, storm.LastUs);
    }

    private OsError SendNext(long nowUs)
    {
        WordedLine next = _carried.TryPeek(out WordedLine carried) ? carried
            : _ring.IsFirstMark ? Summary(_ring.First.Service)
            : Line(in _ring.First);
        LogLine line = new(next.Text, next.Length, next.Severity, Math.Max(0, nowUs - next.TimeUs));
        LogLevel level = LineLogger.LevelOf(next.Severity);
        _log.Log(level, next.Event, line, null, LogLine.Words);
        return _log.Outcome;
    }

    private void DropNext()
    {
        SentLines++;
        if (_carried.TryDequeue(out _))
        {
            return;
        }

        if (_ring.IsFirstMark)
        {
            SummedLines += _gate[_ring.First.Service].Lines;
            _gate.Close(_ring.First.Service);
        }

        _ring.DropFirst();
    }

    private void Lose(int lines)
    {
        LostLines += lines;
        _lost = (int)Math.Min((long)_lost + lines, int.MaxValue);
    }

    private void BackOff(long nowUs)
    {
        _blockedSinceUs = _blockedSinceUs < 0 ? nowUs : _blockedSinceUs;
        _retryAtUs = nowUs + _retryUs;
        _retryUs = Math.Min(_retryUs * 2, MaxRetryUs);
    }

    /// <summary>The log took a line: says what was lost, at the place in the order where it is missing.</summary>
    private void Recover(long nowUs, FactStream facts)
    {
        long blockedUs = _blockedSinceUs < 0 ? -1 : nowUs - _blockedSinceUs;
        _blockedSinceUs = -1;
        _retryUs = FirstRetryUs;
        if (_lost > 0)
        {
            facts.Post(new Fact(FactKind.LinesLost) { TimeUs = nowUs, A = _lost, DurationUs = blockedUs });
            _lost = 0;
        }
    }
}
