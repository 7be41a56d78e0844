using System;
using LvsMon.Core.Os;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Supervision;

/// <summary>
/// Tells the service manager how the daemon is (sd_notify(3)): READY, STATUS, RELOADING, WATCHDOG, STOPPING. The last
/// sink, so that a turn in which another one hangs feeds nothing. A notice that cannot be sent now is offered again;
/// what it says is that of the moment it leaves, the time of a reload that of its beginning.
/// </summary>
public sealed class SupervisorSink : IFactSink
{
    /// <summary>READY comes so long after the start at the latest, microseconds: a first round that takes longer
    /// (a check may take an hour) must not let a manager end what works.</summary>
    public const long LongestStartUs = 60_000_000;

    /// <summary>After the first round READY waits for the table so long at most, microseconds: an ipvsadm that hangs
    /// must not end the start.</summary>
    public const long LongestTableUs = 5_000_000;

    /// <summary>The status line is looked at and sent once in this time at the most, microseconds.</summary>
    public const long StatusEveryUs = 1_000_000;

    /// <summary>A regular end may take so long, microseconds: more than the daemon allows itself.</summary>
    public const long EndUs = 20_000_000;

    /// <summary>While it starts, the daemon asks for so much time from now on, microseconds, every third of
    /// it.</summary>
    public const long StartUs = 15_000_000;

    private const long RetryUs = 100_000;
    private const int MaxStatus = 256;
    private readonly INoticeSocket _socket;
    private readonly ISupervised _supervised;
    private readonly long _feedEveryUs;
    private readonly byte[] _status = new byte[MaxStatus];
    private readonly byte[] _sent = new byte[MaxStatus];
    private readonly byte[] _notice = new byte[2 * MaxStatus];
    private readonly long _latestReadyUs;
    private Progress _progress = new();
    private Phase _phase = Phase.Starting;
    private int _statusLength;
    private int _sentLength;
    private long _reloadUs = -1;
    private bool _owesReloading;
    private bool _owesReady;
    private bool _owesStopping;
    private bool _isFirstRoundOver;
    private bool _isReloadRefused;
    private long _tableByUs = long.MaxValue;
    private bool _isStatusOld = true;
    private long _feedUs;
    private long _extendUs;
    private long _statusUs;
    private long _retryUs;

    /// <summary>Makes it; nothing is sent yet.</summary>
    /// <param name="socket">Where to.</param>
    /// <param name="supervised">Of what.</param>
    /// <param name="watchdogUs">The manager's patience, microseconds; 0 when it does not wait.</param>
    /// <param name="nowUs">Now.</param>
    public SupervisorSink(INoticeSocket socket, ISupervised supervised, long watchdogUs, long nowUs)
    {
        _socket = socket;
        _supervised = supervised;
        _feedEveryUs = watchdogUs > 0 ? Math.Max(1, watchdogUs / 2) : 0;
        _feedUs = watchdogUs > 0 ? nowUs + _feedEveryUs : long.MaxValue;
        _latestReadyUs = nowUs + LongestStartUs;
        _extendUs = nowUs;
        _statusUs = nowUs;
        _retryUs = nowUs;
    }

    private enum Phase : byte
    {
        Starting,
        Running,
        Reloading,
        Stopping,
    }

    /// <summary>A reload begins, between two turns; ends with the fact that tells of it.</summary>
    /// <param name="nowUs">Now, of CLOCK_MONOTONIC: the manager compares it with the moment of its signal.</param>
    public void BeginReload(long nowUs)
    {
        // Before READY a reload is a part of the start: the pair would end the start early.
        if (_phase is Phase.Running or Phase.Reloading)
        {
            _phase = Phase.Reloading;
            _reloadUs = nowUs;
            _owesReloading = true;
            _owesReady = false;
            Send(nowUs);
        }
    }

    /// <summary>The regular end begins.</summary>
    public void BeginEnd(long nowUs)
    {
        _phase = Phase.Stopping;
        _owesReloading = false;
        _owesReady = false;
        _owesStopping = true;
        _retryUs = nowUs;
        Send(nowUs);
    }

    /// <inheritdoc/>
    public void Accept(in Fact fact)
    {
        _isStatusOld = true;
        switch (fact.Kind)
        {
            case FactKind.Started:
                _isFirstRoundOver = true;
                _tableByUs = fact.TimeUs + LongestTableUs;
                break;
            case FactKind.Reload:
            case FactKind.ReloadRefused:
                _isReloadRefused = fact.Kind == FactKind.ReloadRefused;
                _owesReady |= _phase == Phase.Reloading;
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public long Flush(long nowUs, FactStream facts)
    {
        bool getsOn = _progress.Look(nowUs, _supervised.DueUs);
        bool isTableTried = _isFirstRoundOver && (_supervised.IsTableAtRest || nowUs >= _tableByUs);
        if (_phase == Phase.Starting && (isTableTried || nowUs >= _latestReadyUs))
        {
            _phase = Phase.Running;
            _owesReady = true;
        }

        if (nowUs >= _retryUs && Send(nowUs))
        {
            Extend(nowUs, getsOn);
            Feed(nowUs, getsOn);
            TellStatus(nowUs);
        }

        return NextUs(nowUs);
    }

    private long NextUs(long nowUs)
    {
        if (nowUs < _retryUs)
        {
            return _retryUs;
        }

        // Due and not fed: whatever moves the loop again brings the next turn.
        long nextUs = _feedUs > nowUs ? _feedUs : nowUs + RetryUs;
        if (_phase == Phase.Starting)
        {
            nextUs = Math.Min(nextUs, Math.Min(_extendUs > nowUs ? _extendUs : nowUs + RetryUs, _latestReadyUs));
            nextUs = Math.Min(nextUs, _tableByUs);
        }

        return _isStatusOld && _phase != Phase.Stopping ? Math.Min(nextUs, Math.Max(nowUs, _statusUs)) : nextUs;
    }

    /// <summary>Sends what must be told, in its order.</summary>
    /// <returns>False when something is left.</returns>
    private bool Send(long nowUs)
    {
        if (_owesReloading)
        {
            ByteWriter notice = new(_notice);
            notice.Bytes("RELOADING=1\nMONOTONIC_USEC="u8);
            notice.Number(_reloadUs);
            notice.Bytes("\nSTATUS=reading the configuration"u8);
            _owesReloading = !Offer(notice.Written, nowUs);
            _sentLength = 0;
        }

        if (_owesReady && !_owesReloading)
        {
            WriteStatus(nowUs);
            ByteWriter notice = new(_notice);
            notice.Bytes("READY=1\nSTATUS="u8);
            notice.Bytes(_status.AsSpan(0, _statusLength));
            _owesReady = !Offer(notice.Written, nowUs);
            if (!_owesReady)
            {
                _phase = Phase.Running;
                KeepSent();
            }
        }

        if (_owesStopping)
        {
            ByteWriter notice = new(_notice);
            notice.Bytes("STOPPING=1\nSTATUS=ending\nEXTEND_TIMEOUT_USEC="u8);
            notice.Number(EndUs);
            _owesStopping = !Offer(notice.Written, nowUs);
        }

        return !_owesReloading && !_owesReady && !_owesStopping;
    }

    private void Extend(long nowUs, bool getsOn)
    {
        if (_phase == Phase.Starting && getsOn && nowUs >= _extendUs)
        {
            ByteWriter notice = new(_notice);
            notice.Bytes("EXTEND_TIMEOUT_USEC="u8);
            notice.Number(StartUs);
            if (Offer(notice.Written, nowUs))
            {
                _extendUs = nowUs + (StartUs / 3);
            }
        }
    }

    private void Feed(long nowUs, bool getsOn)
    {
        if (getsOn && nowUs >= _feedUs && Offer("WATCHDOG=1"u8, nowUs))
        {
            _feedUs = nowUs + _feedEveryUs;
            _progress.Count();
        }
    }

    private void TellStatus(long nowUs)
    {
        if (_phase == Phase.Stopping || nowUs < _statusUs)
        {
            return;
        }

        WriteStatus(nowUs);
        if (_status.AsSpan(0, _statusLength).SequenceEqual(_sent.AsSpan(0, _sentLength)))
        {
            return;
        }

        ByteWriter notice = new(_notice);
        notice.Bytes("STATUS="u8);
        notice.Bytes(_status.AsSpan(0, _statusLength));
        if (Offer(notice.Written, nowUs))
        {
            KeepSent();
        }
        else
        {
            _isStatusOld = true;
        }
    }

    private void WriteStatus(long nowUs)
    {
        ByteWriter line = new(_status);
        DaemonState state = _supervised.Read();
        StatusText.Write(ref line, in state, _isFirstRoundOver, _isReloadRefused);
        _statusLength = line.Length;
        _isStatusOld = false;
        _statusUs = nowUs + StatusEveryUs;
    }

    private void KeepSent()
    {
        _status.AsSpan(0, _statusLength).CopyTo(_sent);
        _sentLength = _statusLength;
    }

    private bool Offer(ReadOnlySpan<byte> notice, long nowUs)
    {
        bool isSent = _socket.Send(notice) == OsError.None;
        if (!isSent)
        {
            _retryUs = nowUs + RetryUs;
        }

        return isSent;
    }
}
