using System;
using System.Collections.Generic;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Syslog;

/// <summary>
/// Tells facts to a log, one line a fact, in order. What the log does not take now waits as a small value in a ring
/// that the plan sized, and is written as text when it is sent, with the time at which it happened. Only when the ring
/// is full are lines dropped, the newest; they are counted and reported once the log takes lines again.
/// </summary>
/// <remarks>Never blocks and, but for <see cref="Follow"/>, does not allocate. One sink for each log: the framing makes
/// it syslog's or standard error's.</remarks>
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
    private readonly ILineSocket _socket;
    private readonly ILineFraming _framing;
    private readonly byte[] _line = new byte[LineFraming.MaxBytes + FactText.MaxBytes];
    private readonly Queue<CarriedLine> _carried = [];
    private FactText _text;
    private FactRing _ring;
    private int _lost;
    private long _retryUs = FirstRetryUs;
    private long _retryAtUs = long.MinValue;
    private long _blockedSinceUs = -1;

    /// <summary>Makes a sink for a plan.</summary>
    public SyslogSink(Plan plan, DetailPool details, ILineSocket socket, ILineFraming framing)
    {
        _details = details;
        _socket = socket;
        _framing = framing;
        _text = new FactText(plan, details);
        _ring = new FactRing(CapacityFor(plan));
    }

    /// <summary>Lines that wait.</summary>
    public int Pending => _carried.Count + _ring.Count;

    /// <summary>Lines that may wait before any is dropped.</summary>
    public int Capacity => _ring.Capacity;

    /// <summary>Lines handed over since the start.</summary>
    public long SentLines { get; private set; }

    /// <summary>Lines dropped since the start.</summary>
    public long LostLines { get; private set; }

    /// <inheritdoc/>
    public void Accept(in Fact fact)
    {
        if (LogCatalogue.Of(fact.Kind) is not null && !_ring.TryAdd(in fact))
        {
            Lose();
        }
    }

    /// <inheritdoc/>
    public long Flush(long nowUs, FactStream facts)
    {
        if (Pending == 0)
        {
            return long.MaxValue;
        }

        if (nowUs < _retryAtUs)
        {
            return _retryAtUs;
        }

        for (int i = 0; i < LinesPerTurn && Pending > 0; i++)
        {
            if (SendNext(nowUs) != OsError.None)
            {
                BackOff(nowUs);
                return _retryAtUs;
            }

            DropNext();
            Recover(nowUs, facts);
        }

        return Pending == 0 ? long.MaxValue : nowUs;
    }

    /// <inheritdoc/>
    public void Follow(PlanChange change)
    {
        // What waits speaks of the old plan's indexes: it is written now, and never more than the old ring held.
        int capacity = _ring.Capacity;
        while (_ring.Count > 0)
        {
            if (_carried.Count < capacity)
            {
                Carry(in _ring.First);
            }
            else
            {
                Lose();
            }

            _ring.DropFirst();
        }

        _text = new FactText(change.New, _details);
        _ring = new FactRing(CapacityFor(change.New));
    }

    private static int CapacityFor(Plan plan) => BaseLines + (LinesPerReal * plan.Reals.Length);

    private void Carry(in Fact fact)
    {
        int length = _text.Write(in fact, _line);
        byte[] text = _line.AsSpan(0, length).ToArray();
        _carried.Enqueue(new CarriedLine(text, LogCatalogue.SeverityOf(in fact), fact.TimeUs));
    }

    private OsError SendNext(long nowUs)
    {
        ByteWriter line = new(_line);
        int length;
        if (_carried.TryPeek(out CarriedLine carried))
        {
            _framing.Begin(ref line, carried.Severity, Math.Max(0, nowUs - carried.TimeUs));
            line.Bytes(carried.Text);
            length = line.Length;
        }
        else
        {
            ref readonly Fact fact = ref _ring.First;
            _framing.Begin(ref line, LogCatalogue.SeverityOf(in fact), Math.Max(0, nowUs - fact.TimeUs));
            length = line.Length + _text.Write(in fact, _line.AsSpan(line.Length));
        }

        return _socket.Send(_line.AsSpan(0, length));
    }

    private void DropNext()
    {
        SentLines++;
        if (!_carried.TryDequeue(out _))
        {
            _ring.DropFirst();
        }
    }

    private void Lose()
    {
        LostLines++;
        _lost += _lost < int.MaxValue ? 1 : 0;
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
