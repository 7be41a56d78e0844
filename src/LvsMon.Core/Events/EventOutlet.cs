using System;
using LvsMon.Core.Os;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Events;

/// <summary>
/// Writes the stream to a file or FIFO, a bounded piece a turn. What is not taken stays in the
/// <see cref="EventLog"/> for as long as that reaches, and what that had to drop is told by a document <c>lost</c> at
/// its place. Trouble is told once in the log, and once when it is over; a FIFO that nobody reads is no trouble.
/// </summary>
public sealed class EventOutlet
{
    /// <summary>Most bytes in one turn.</summary>
    public const int BytesPerTurn = 4 * ILineFile.AtomicBytes;

    /// <summary>First pause after nothing was taken; doubles up to <see cref="MaxRetryUs"/>.</summary>
    public const long FirstRetryUs = 10_000;

    /// <summary>Longest pause: so long does a FIFO's new reader wait at most.</summary>
    public const long MaxRetryUs = 1_000_000;

    private const int HeadBytes = 256;
    private const int ShownPathBytes = 80;
    private readonly EventLog _log;
    private readonly EventHead _head;
    private readonly byte[] _piece = GC.AllocateArray<byte>(ILineFile.AtomicBytes + HeadBytes, pinned: true);
    private ILineFile? _file;
    private EventCursor _cursor;
    private int _start;
    private int _end;
    private int _headLength;
    private bool _isOpen;
    private long _retryUs = FirstRetryUs;
    private long _retryAtUs = long.MinValue;
    private long _troubleSinceUs = -1;

    internal EventOutlet(EventLog log, EventHead head)
    {
        _log = log;
        _head = head;
        _cursor = log.Oldest();
    }

    /// <summary>True when something waits that could go out now.</summary>
    public bool IsBusy => _file is not null && _isOpen && _retryUs == FirstRetryUs
        && (_start < _end || _log.HasAfter(in _cursor));

    /// <summary>Names where to write from now on, null for nowhere; the same again looks whether another file stands
    /// there now. Nothing is opened before the next <see cref="Flush"/>. Set-up only.</summary>
    public void Direct(ILineFile? file)
    {
        if (!ReferenceEquals(file, _file))
        {
            _file?.Close();
            _file = file;
            _start = 0;
            _end = 0;
            _headLength = 0;
            _cursor = _log.Oldest();
            _troubleSinceUs = -1;
        }

        _isOpen = false;
        _retryUs = FirstRetryUs;
        _retryAtUs = long.MinValue;
    }

    /// <summary>Lets the file go.</summary>
    public void Close()
    {
        _file?.Close();
        _file = null;
    }

    /// <summary>Does one turn's work.</summary>
    /// <returns>As <see cref="IFactSink.Flush"/>.</returns>
    internal long Flush(long nowUs, FactStream facts)
    {
        if (_file is not { } file)
        {
            return long.MaxValue;
        }

        if (nowUs < _retryAtUs)
        {
            return _retryAtUs;
        }

        if (!_isOpen && !Open(file, nowUs, facts))
        {
            return _retryAtUs;
        }

        int left = BytesPerTurn;
        while (left > 0)
        {
            int length = NextPiece();
            if (length == 0)
            {
                return long.MaxValue;
            }

            OsError error = file.Append(_piece.AsSpan(_start, length), out int written);
            _start += written;
            left -= length;
            if (error != OsError.None)
            {
                BackOff(file, error, nowUs, facts);
                return _retryAtUs;
            }

            Recover(file, nowUs, facts);
        }

        return nowUs;
    }

    private bool Open(ILineFile file, long nowUs, FactStream facts)
    {
        OsError error = file.Open(out bool isNew);
        if (error != OsError.None)
        {
            BackOff(file, error, nowUs, facts);
            return false;
        }

        _isOpen = true;
        if (isNew)
        {
            BeginAnew();
        }

        return true;
    }

    /// <summary>Another file: it begins with the head, and with a whole line.</summary>
    private void BeginAnew()
    {
        // A head that nobody has taken gives way: they would pile up where a file is replaced again and again.
        int line = Math.Max(_piece.AsSpan(0, _start).LastIndexOf((byte)'\n') + 1, _start < _end ? _headLength : 0);
        Span<byte> rest = _piece.AsSpan(line, _start < _end ? _end - line : 0);
        Span<byte> head = stackalloc byte[HeadBytes];
        int length = _head.Write(head);
        rest.CopyTo(_piece.AsSpan(length));
        head[..length].CopyTo(_piece);
        _start = 0;
        _end = length + rest.Length;
        _headLength = length;
    }

    /// <summary>Fills the piece with whole documents when it has been taken.</summary>
    /// <returns>How many bytes to offer: whole lines, so that a FIFO never holds a part of one.</returns>
    private int NextPiece()
    {
        if (_start == _end)
        {
            _start = 0;
            _end = 0;
            _headLength = 0;
            int length;
            do
            {
                Span<byte> room = _piece.AsSpan(_end..ILineFile.AtomicBytes);
                length = room.Length < EventText.MaxBytes ? 0 : _log.Read(ref _cursor, room);
                _end += length;
            }
            while (length > 0);
        }

        Span<byte> piece = _piece.AsSpan(_start.._end);
        return piece.Length <= ILineFile.AtomicBytes
            ? piece.Length
            : piece[..ILineFile.AtomicBytes].LastIndexOf((byte)'\n') + 1;
    }

    private void BackOff(ILineFile file, OsError error, long nowUs, FactStream facts)
    {
        // Looked at again before it is tried again: another file may stand there by then.
        _isOpen = false;
        _retryAtUs = nowUs + _retryUs;
        _retryUs = Math.Min(_retryUs * 2, MaxRetryUs);
        if (error == OsError.WouldBlock || _troubleSinceUs >= 0)
        {
            return;
        }

        _troubleSinceUs = nowUs;
        Span<byte> room = stackalloc byte[DetailPool.MaxBytes];
        ByteWriter text = new(room);
        text.Bytes(file.Path[..Math.Min(file.Path.Length, ShownPathBytes)]);
        text.Bytes(": "u8);
        text.Bytes(file.Why);
        facts.Post(new Fact(FactKind.NoEvents) { TimeUs = nowUs, Detail = facts.Details.Keep(text.Written) });
    }

    private void Recover(ILineFile file, long nowUs, FactStream facts)
    {
        _retryUs = FirstRetryUs;
        _retryAtUs = long.MinValue;

        // Over when a whole piece was taken: a full disk takes a part of a line now and then.
        if (_troubleSinceUs < 0 || _start < _end)
        {
            return;
        }

        facts.Post(new Fact(FactKind.EventsAgain)
        {
            TimeUs = nowUs,
            A = (int)Math.Min(int.MaxValue, _log.LostFor(in _cursor)),
            DurationUs = nowUs - _troubleSinceUs,
            Detail = facts.Details.Keep(file.Path[..Math.Min(file.Path.Length, ShownPathBytes)]),
        });
        _troubleSinceUs = -1;
    }
}
