using System;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Core.Transitions;
using LvsMon.Simulation.Surroundings;

namespace LvsMon.Simulation.Checkers;

/// <summary>
/// Watches the reports on sessions: what is shown is what the kernel held when it was read, whole and with its age; a
/// reading begins at the points of the grid and where the documentation has one more, never else; one that comes to
/// nothing leaves the report before it, four times, and is told once.
/// </summary>
internal sealed class SessionOracle : ISessionWatch
{
    private const int MostFailures = 4;
    private const int MostBytes = 16 * 1024 * 1024;
    private const int BytesOfTurn = 32 * 1024;
    private const int BytesOfRead = 16 * 1024;
    private const int LookEvery = 16;
    private const long CalmUs = 20_000_000;

    /// <summary>At the end the sinks work more than once between two waits.</summary>
    private const int PiecesAtTheEnd = 3;

    private readonly World _world;
    private readonly SessionLineWatch _lines;
    private PlanNames _names;
    private SessionTally _shown;
    private SessionTally _reading;
    private long _gridUs = -1;
    private long _intervalUs;
    private long _openedUs;
    private long _shownUs = -1;
    private long _dueUs = long.MaxValue;
    private long _reports;
    private long _failures;
    private int _failuresInRow;
    private int _service;
    private int _bytes;
    private int _turnBytes;
    private bool _isFirst;
    private bool _isForeign;
    private bool _isDecided;
    private bool _isOpen;
    private bool _isExtra;
    private bool _isRepeat;
    private bool _mustRepeat;
    private bool _tableWasRead;
    private SessionTrouble _told;
    private long _toldUs;
    private SessionEnd? _end;
    private FactKind? _dueFact;
    private bool _wasOpen;
    private bool _wasExtra;
    private bool _isEnding;
    private bool _isReportDue;

    /// <summary>A daemon begins.</summary>
    public SessionOracle(World world, Plan plan)
    {
        _world = world;
        _names = new PlanNames(plan);
        _shown = new SessionTally(plan);
        _reading = new SessionTally(plan);
        _intervalUs = plan.Global.SessionReportUs;
        _lines = new SessionLineWatch(plan);
    }

    /// <summary>Why a reading came to nothing, as it is told.</summary>
    private enum SessionTrouble : byte
    {
        None,
        Missing,
        NotPermitted,
        NoDescriptor,
        NoMemory,
        Unreadable,
        Foreign,
        Torn,
        TooLong,
    }

    /// <summary>Reports told.</summary>
    public long Reports => _reports;

    /// <summary>Readings that came to nothing.</summary>
    public long Failures => _failures;

    /// <summary>What is shown.</summary>
    public ISessionView? View { get; set; }

    private long NowUs => _world.SeenUs;

    /// <inheritdoc/>
    public void Opened(OsError error)
    {
        Demand(_intervalUs > 0, "sessions are read although they are not to be counted");
        Demand(!_isOpen, "two readings at once");
        _isRepeat = _mustRepeat;
        if (!_mustRepeat)
        {
            _gridUs = _gridUs < 0 ? NowUs : _gridUs;
            Demand(_isExtra || NowUs >= _gridUs, "sessions are read beside the grid");
            while (_gridUs <= NowUs)
            {
                _gridUs += Math.Max(1, (NowUs - _gridUs) / _intervalUs) * _intervalUs;
            }

            _isExtra = false;
        }

        _mustRepeat = false;
        _isOpen = error == OsError.None;
        _openedUs = NowUs;
        _bytes = 0;
        _service = -1;
        _end = null;
        _reading.Clear();
        if (!_isOpen)
        {
            Fail(Of(error));
        }
    }

    /// <inheritdoc/>
    public void Service(ReadOnlySpan<byte> selector)
    {
        _service = _names.FindService(selector);
        _isForeign = _service < 0;
        _service = _isForeign ? TwinOf(selector) : _service;
        _isFirst = true;
        _isDecided = false;
        if (_service >= 0)
        {
            _reading.Add(_service);
        }
    }

    /// <inheritdoc/>
    public void Real(ReadOnlySpan<byte> endpoint, int active, int inactive)
    {
        if (_service < 0)
        {
            return;
        }

        if (_isForeign)
        {
            // By its rows it is of the other family, and nobody's.
            _reading.Remove(_service, _isFirst);
        }
        else
        {
            int real = _names.FindReal(_service, endpoint);
            _isDecided |= real >= 0;
            _reading.Add(_service, real, new SessionCount(active, inactive), _isFirst);
        }

        _isFirst = false;
    }

    /// <inheritdoc/>
    public void Garbled()
    {
        if (_service >= 0)
        {
            _reading.Garble(_service, _isDecided);
        }
    }

    /// <inheritdoc/>
    public void Given(int bytes)
    {
        Demand(_bytes <= MostBytes, "a list without end is read on");
        _bytes += bytes;
        _turnBytes += bytes;
        int pieces = _isEnding ? PiecesAtTheEnd : 1;
        Demand(_turnBytes < pieces * (BytesOfTurn + BytesOfRead), "too much is read in a turn");
    }

    /// <inheritdoc/>
    public void Ended(SessionEnd end) => _end = end;

    /// <inheritdoc/>
    public void Closed()
    {
        Demand(_isOpen, "a list is closed that is not open");
        _isOpen = false;
        Demand(_end is not null || _bytes > MostBytes, "a reading is given up");
        switch (_end)
        {
            case null:
                Fail(SessionTrouble.TooLong);
                break;
            case SessionEnd.Torn or SessionEnd.Foreign:
                Fail(_end == SessionEnd.Torn ? SessionTrouble.Torn : SessionTrouble.Foreign);
                break;
            case SessionEnd.Broken:
                Fail(Of(_world.Sessions.LastError));
                break;
            default:
                Succeed();
                break;
        }
    }

    /// <summary>A fact that concerns sessions.</summary>
    public void Told(in Fact fact, DetailPool details)
    {
        switch (fact.Kind)
        {
            case FactKind.Adopted:
                _isExtra |= !_tableWasRead && _shownUs < 0;
                _tableWasRead = true;
                return;
            case FactKind.Sessions:
                Demand(_isReportDue, "a report is told that is none");
                _isReportDue = false;
                _shown.Compare(View!);
                bool isRight = fact.A == _shown.Services && fact.B == _shown.Reals
                    && fact.DurationUs == NowUs - _openedUs;
                Demand(isRight, "a report is told with wrong counts");
                _lines.Report(in fact);
                return;
            case FactKind.SetSessions or FactKind.ServiceSessions or FactKind.RealSessions:
                _lines.Line(in fact, View!);
                return;
            default:
                Demand(fact.Kind == _dueFact, "it is told wrongly that sessions are counted or not");
                Demand(
                    fact.Kind == FactKind.SessionsAgain ? fact.DurationUs == NowUs - _toldUs
                    : details.Find(fact.Detail, out _).SequenceEqual(Words(_told)),
                    "it is told wrongly why sessions are not counted");
                _dueFact = null;
                return;
        }
    }

    /// <summary>A turn is over, or what comes after the turns.</summary>
    /// <param name="turn">Its number.</param>
    /// <param name="isRunning">False for what comes after: there a reading may have ended between two waits.</param>
    public void AfterTurn(long turn, bool isRunning)
    {
        ISessionView view = View!;
        Demand(_dueFact is null && !_isReportDue, "it is not told that sessions are counted or not");
        Demand(!_mustRepeat, "a service is missing and the list is not read once more");
        bool hasOverslept = isRunning && _world.Sockets.HasSleptPast(_dueUs);
        Demand(!hasOverslept, "the loop sleeps although sessions are to be counted");
        bool isSame = view.Reports == _reports && view.Failures == _failures && view.ReadUs == _shownUs
            && view.IntervalUs == _intervalUs;
        Demand(isSame, "another report is shown than the last one");
        if (_shownUs >= 0 && turn % LookEvery == 0)
        {
            _shown.Compare(view);
        }

        bool isDue = _intervalUs > 0 && !_isOpen && !_wasOpen && ((_wasExtra && _isExtra) || NowUs >= _gridUs);
        Demand(!isDue, "sessions are not counted in time");
        _lines.AfterTurn(!isRunning || _isEnding);
        _turnBytes = 0;
        (_wasOpen, _wasExtra) = (_isOpen, _isExtra);
        _dueUs = _intervalUs == 0 ? long.MaxValue : _isOpen || _isExtra ? NowUs : _gridUs;
    }

    /// <summary>Nothing goes wrong any more: the last reading came to something, or was longer ago than that.</summary>
    public void CheckCalm()
    {
        bool isKnown = _shownUs >= 0 && _told == SessionTrouble.None;
        Demand(isKnown || _intervalUs == 0 || _intervalUs > CalmUs, "all is calm and sessions are not counted");
        if (_shownUs >= 0)
        {
            _shown.Compare(View!);
        }
    }

    /// <summary>The daemon begins its end.</summary>
    public void End() => _isEnding = true;

    /// <summary>Another plan: nothing was counted for it yet.</summary>
    public void Follow(PlanMatch match)
    {
        _names = new PlanNames(match.New);
        _shown = new SessionTally(match.New);
        _reading = new SessionTally(match.New);
        _lines.Follow(match.New);
        _shownUs = -1;
        (_wasOpen, _wasExtra, _isExtra) = (false, true, true);
        _gridUs = _intervalUs == match.New.Global.SessionReportUs ? _gridUs : -1;
        _intervalUs = match.New.Global.SessionReportUs;
        _told = _intervalUs == 0 ? SessionTrouble.None : _told;
        _dueUs = long.MaxValue;
        if (_isOpen)
        {
            // What is being read is of no use any more; the daemon ends it.
            _isOpen = false;
            _world.Sessions.Abandon();
        }
    }

    private static SessionTrouble Of(OsError error) => error switch
    {
        OsError.NotFound => SessionTrouble.Missing,
        OsError.NotPermitted => SessionTrouble.NotPermitted,
        OsError.NoDescriptor => SessionTrouble.NoDescriptor,
        OsError.NoMemory => SessionTrouble.NoMemory,
        _ => SessionTrouble.Unreadable,
    };

    private static ReadOnlySpan<byte> Words(SessionTrouble trouble) => trouble switch
    {
        SessionTrouble.Missing => "it is missing, ip_vs is not in this kernel or network namespace"u8,
        SessionTrouble.NotPermitted => "not permitted"u8,
        SessionTrouble.NoDescriptor => "no descriptor"u8,
        SessionTrouble.NoMemory => "no memory"u8,
        SessionTrouble.Foreign => "what stands there is not the kernel's list"u8,
        SessionTrouble.Torn => "it ends inside a row"u8,
        SessionTrouble.TooLong => "it is longer than 16 MiB"u8,
        _ => "it cannot be read"u8,
    };

    /// <summary>The service by the same mark for the other family, which an empty one may be taken for; -1 for
    /// none.</summary>
    private int TwinOf(ReadOnlySpan<byte> selector)
    {
        if (!selector.StartsWith("-f "u8))
        {
            return -1;
        }

        Span<byte> room = stackalloc byte[32];
        TextPen twin = new(room);
        bool isV6 = selector.EndsWith(" -6"u8);
        twin.Text(isV6 ? selector[..^3] : selector);
        twin.Text(isV6 ? ""u8 : " -6"u8);
        return _names.FindService(twin.Written);
    }

    private void Succeed()
    {
        if (_shownUs >= 0 && !_isRepeat && _reading.MissesSomeOf(_shown))
        {
            _mustRepeat = true;
            return;
        }

        (_shown, _reading) = (_reading, _shown);
        _shownUs = _openedUs;
        _reports++;
        _failuresInRow = 0;
        _isReportDue = true;
        _dueFact = _told == SessionTrouble.None ? null : FactKind.SessionsAgain;
        _told = SessionTrouble.None;
    }

    private void Fail(SessionTrouble trouble)
    {
        if (trouble == SessionTrouble.Missing && !_tableWasRead)
        {
            // The module comes with ipvsadm's first call.
            return;
        }

        _failures++;
        _failuresInRow++;
        if (_failuresInRow >= MostFailures)
        {
            _shownUs = -1;
            _lines.End();
        }

        if (trouble != _told)
        {
            _toldUs = _told == SessionTrouble.None ? NowUs : _toldUs;
            _told = trouble;
            _dueFact = FactKind.NoSessions;
        }
    }

    private static void Demand(bool isTrue, string what)
    {
        if (!isTrue)
        {
            throw new SimulationFailure(what);
        }
    }
}
