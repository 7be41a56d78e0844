using System;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Sessions;

/// <summary>
/// The aging manager: reports at each point of a grid, <c>session-report</c> apart, how many sessions the kernel keeps.
/// The kernel itself ages them; nothing is ended or prolonged here. A reading that is long is spread over turns, and
/// what it has found becomes visible only when it is complete; then its numbers are told (<see cref="SessionTeller"/>).
/// </summary>
/// <remarks>
/// What one report is: all its rows are of one reading of one open list. The kernel writes a service with all its real
/// servers in one go (seen on 6.1: a read ends behind a service), so these rows are of one walk over the service, while
/// its counters go on counting; rows of two services are as far apart as their pieces, within <see cref="TookUs"/> and
/// one turn. A service that came or went meanwhile may be missing or stand there twice: then it is not counted, and the
/// list is read once more at once when the report before had it. Sums are sums of the same rows.
/// One read of a service of many real servers cannot be split: the kernel takes 4.5 us a row for it in an emulated
/// machine, a small part of that on hardware, and the loop is late by so much.
/// </remarks>
public sealed class SessionReporter : IFactSink, IPlanFollower, ISessionView
{
    /// <summary>A longer list is given up, bytes; a row has 60, so this is a quarter of a million real
    /// servers.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>Bytes of one turn, or little more: about 500 rows.</summary>
    public const int BytesPerTurn = 32 * 1024;

    /// <summary>After so many readings in a row that came to nothing the last report is too old to be shown.</summary>
    public const int MaxFailures = 4;

    private const int BufferBytes = 16 * 1024;
    private readonly ISessionList? _list;
    private readonly byte[] _buffer = new byte[BufferBytes];
    private SessionLayout _layout;
    private SessionSnapshot _shown;
    private SessionSnapshot _next;
    private SessionReader _reader;
    private SessionTeller _teller;
    private SessionTrouble _told;
    private long _toldUs;
    private long _gridUs = -1;
    private long _begunUs;
    private int _bytes;
    private int _failuresInRow;
    private bool _isDue;
    private bool _isOpen;
    private bool _isRepeated;
    private bool _tableWasRead;

    /// <summary>Makes a reporter for a plan; nothing is read yet.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="list">The kernel's list; null where the table is not the kernel's: nothing is ever known
    /// then.</param>
    public SessionReporter(Plan plan, ISessionList? list)
    {
        _list = list;
        _layout = new SessionLayout(plan);
        _shown = new SessionSnapshot(_layout);
        _next = new SessionSnapshot(_layout);
        _reader = new SessionReader(_layout, _next);
        _teller = new SessionTeller(plan);
        IntervalUs = IntervalOf(plan);
    }

    /// <inheritdoc/>
    public long ReadUs { get; private set; } = -1;

    /// <inheritdoc/>
    public long TookUs { get; private set; }

    /// <inheritdoc/>
    public long Reports { get; private set; }

    /// <inheritdoc/>
    public long Failures { get; private set; }

    /// <inheritdoc/>
    public long IntervalUs { get; private set; }

    /// <inheritdoc/>
    public ServiceSets Sets => _layout.Sets;

    private bool IsKnown => ReadUs >= 0;

    /// <inheritdoc/>
    public SessionCount OfReal(int real) => IsKnown ? _shown.OfReal(real) : SessionCount.Unknown;

    /// <inheritdoc/>
    public SessionCount OfService(int service) => IsKnown ? _shown.OfService(service) : SessionCount.Unknown;

    /// <inheritdoc/>
    public SessionCount Elsewhere(int service) => IsKnown ? _shown.Elsewhere(service) : SessionCount.Unknown;

    /// <inheritdoc/>
    public SessionCount OfSet(int set, out int counted)
    {
        counted = 0;
        return IsKnown ? _shown.OfSet(set, out counted) : SessionCount.Unknown;
    }

    /// <inheritdoc/>
    public void Accept(in Fact fact)
    {
        if (fact.Kind == FactKind.Adopted && !_tableWasRead)
        {
            // ipvsadm's first call may have brought the module, and with it the list.
            _tableWasRead = true;
            _isDue |= !IsKnown;
        }
    }

    /// <inheritdoc/>
    public long Flush(long nowUs, FactStream facts)
    {
        if (IntervalUs == 0 || _list is null)
        {
            return long.MaxValue;
        }

        if (!_isOpen && PassGrid(nowUs))
        {
            _isRepeated = false;
            Begin(nowUs, facts);
        }

        if (_isOpen)
        {
            Continue(nowUs, facts);
        }

        _teller.Continue(facts);
        return _isOpen || _isDue || _teller.IsBusy ? nowUs : _gridUs;
    }

    /// <inheritdoc/>
    public void Follow(PlanChange change)
    {
        // What was counted for the old plan would have to be sorted anew; counting anew is as cheap.
        Close();
        _layout = new SessionLayout(change.New);
        _shown = new SessionSnapshot(_layout);
        _next = new SessionSnapshot(_layout);
        _reader = new SessionReader(_layout, _next);
        _teller = new SessionTeller(change.New);
        ReadUs = -1;
        _isDue = true;
        long intervalUs = IntervalOf(change.New);
        _gridUs = intervalUs == IntervalUs ? _gridUs : -1;
        IntervalUs = intervalUs;
        if (IntervalUs == 0)
        {
            _told = SessionTrouble.None;
        }
    }

    private long IntervalOf(Plan plan) => _list is null ? 0 : plan.Global.SessionReportUs;

    /// <summary>
    /// Passes the points of the grid that lie behind: a late report does not move the ones after it. The first turn
    /// is the grid's first point.
    /// </summary>
    /// <returns>True when a reading is due.</returns>
    private bool PassGrid(long nowUs)
    {
        _gridUs = _gridUs < 0 ? nowUs : _gridUs;
        bool isDue = _isDue || nowUs >= _gridUs;
        if (nowUs >= _gridUs)
        {
            _gridUs += ((nowUs - _gridUs) / IntervalUs * IntervalUs) + IntervalUs;
        }

        _isDue = false;
        return isDue;
    }

    private void Begin(long nowUs, FactStream facts)
    {
        OsError error = _list!.Open();
        if (error != OsError.None)
        {
            Fail(SessionTroubles.Of(error), nowUs, facts);
            return;
        }

        _isOpen = true;
        _begunUs = nowUs;
        _bytes = 0;
        _reader.Begin(_next);
    }

    private void Continue(long nowUs, FactStream facts)
    {
        int limit = _bytes + BytesPerTurn;
        while (_bytes < limit)
        {
            OsError error = _list!.Read(_buffer, out int length);
            if (error != OsError.None || _bytes + length > MaxBytes)
            {
                Fail(
                    error == OsError.None ? SessionTrouble.TooLong : SessionTroubles.Of(error), nowUs, facts);
                return;
            }

            if (length == 0)
            {
                Finish(nowUs, facts);
                return;
            }

            _bytes += length;
            _reader.Take(_buffer.AsSpan(0, length));
        }
    }

    private void Finish(long nowUs, FactStream facts)
    {
        Close();
        if (!_reader.IsList || !_reader.IsComplete)
        {
            Fail(_reader.IsList ? SessionTrouble.Torn : SessionTrouble.Foreign, nowUs, facts);
            return;
        }

        _reader.End();
        if (IsKnown && !_isRepeated && _next.MissesSomeOf(_shown))
        {
            _isRepeated = true;
            Begin(nowUs, facts);
            return;
        }

        (_shown, _next) = (_next, _shown);
        ReadUs = _begunUs;
        TookUs = nowUs - _begunUs;
        Reports++;
        _failuresInRow = 0;
        TellRight(nowUs, facts);
        facts.Post(new Fact(FactKind.Sessions)
        {
            TimeUs = nowUs,
            A = _shown.CountedServices,
            B = _shown.CountedReals,
            C = _teller.Lines.Count,
            DurationUs = TookUs,
        });
        _teller.Begin(_shown, nowUs);
    }

    private void Fail(SessionTrouble trouble, long nowUs, FactStream facts)
    {
        Close();
        if (trouble == SessionTrouble.Missing && !_tableWasRead)
        {
            return;
        }

        Failures++;
        _failuresInRow++;
        if (_failuresInRow >= MaxFailures)
        {
            ReadUs = -1;
            _teller.Abandon();
        }

        if (_told == trouble)
        {
            return;
        }

        _toldUs = _told == SessionTrouble.None ? nowUs : _toldUs;
        _told = trouble;
        facts.Post(new Fact(FactKind.NoSessions)
        {
            TimeUs = nowUs,
            Detail = facts.Details.Keep(SessionTroubles.Words(trouble)),
        });
    }

    private void TellRight(long nowUs, FactStream facts)
    {
        if (_told != SessionTrouble.None)
        {
            _told = SessionTrouble.None;
            facts.Post(new Fact(FactKind.SessionsAgain) { TimeUs = nowUs, DurationUs = nowUs - _toldUs });
        }
    }

    private void Close()
    {
        if (_isOpen)
        {
            _list!.Close();
        }

        _isOpen = false;
    }
}
