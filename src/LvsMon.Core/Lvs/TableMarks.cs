namespace LvsMon.Core.Lvs;

/// <summary>
/// What is known to differ and whose doing it is. An entry is marked when our own wish changed or a difference was
/// told; an unmarked difference is somebody else's work. Services with a marked entry wait in a queue to be written.
/// </summary>
internal sealed class TableMarks
{
    private readonly TableLayout _layout;
    private readonly Mark[] _marks;
    private readonly int[] _leftEdition;
    private readonly int[] _counts = new int[(int)Mark.LeftAlone + 1];
    private readonly int[] _queue;
    private readonly bool[] _queued;
    private int _head;

    /// <summary>Nothing is marked.</summary>
    internal TableMarks(TableLayout layout)
    {
        _layout = layout;
        _marks = new Mark[layout.EntryCount];
        _counts[(int)Mark.None] = layout.EntryCount;
        _leftEdition = new int[layout.EntryCount];
        _queue = new int[layout.WatchedCount];
        _queued = new bool[layout.WatchedCount];
        SinceUs = new long[layout.WatchedCount];
    }

    /// <summary>Services that wait to be written.</summary>
    internal int QueuedCount { get; private set; }

    /// <summary>Entries that could not be applied and wait for the next try.</summary>
    internal int FailingCount => _counts[(int)Mark.Failing];

    /// <summary>Entries that could not be applied and are being tried again.</summary>
    internal int RetryingCount => _counts[(int)Mark.Retrying];

    /// <summary>Entries that differ and are left as they are.</summary>
    internal int LeftAloneCount => _counts[(int)Mark.LeftAlone];

    /// <summary>By watched service: when its oldest unmet wish arose, 0 when it has none.</summary>
    internal long[] SinceUs { get; }

    /// <summary>The mark of an entry.</summary>
    internal Mark Of(in Entry entry) => _marks[_layout.NumberOf(entry)];

    /// <summary>True when an entry is not to be written now although it differs.</summary>
    internal bool IsHeldBack(in Entry entry) => Of(entry) is Mark.Failing or Mark.LeftAlone;

    /// <summary>Changes the mark of an entry; to leave one alone is <see cref="Leave"/>.</summary>
    internal void Set(in Entry entry, Mark mark) => Set(ref _marks[_layout.NumberOf(entry)], mark);

    /// <summary>Raises an unmarked entry, or one left alone, to <see cref="Mark.Pending"/>.</summary>
    internal void Raise(in Entry entry)
    {
        if (Of(entry) is Mark.None or Mark.LeftAlone)
        {
            Set(entry, Mark.Pending);
        }
    }

    /// <summary>Leaves an entry as it is for as long as our own wish for it stays at this edition.</summary>
    internal void Leave(in Entry entry, int edition)
    {
        Set(entry, Mark.LeftAlone);
        _leftEdition[_layout.NumberOf(entry)] = edition;
    }

    /// <summary>The edition of our wish at which an entry was left alone.</summary>
    internal int LeftEdition(in Entry entry) => _leftEdition[_layout.NumberOf(entry)];

    /// <summary>Puts a service at the end of the queue.</summary>
    internal void Enqueue(int service)
    {
        if (!_queued[service])
        {
            _queued[service] = true;
            _queue[(_head + QueuedCount++) % _queue.Length] = service;
        }
    }

    /// <summary>True while a service waits to be written.</summary>
    internal bool IsQueued(int service) => _queued[service];

    /// <summary>The service that has waited longest; only while <see cref="QueuedCount"/> is above 0.</summary>
    internal int Peek() => _queue[_head];

    /// <summary>Takes the service that has waited longest out of the queue.</summary>
    internal void Dequeue()
    {
        _queued[_queue[_head]] = false;
        _head = (_head + 1) % _queue.Length;
        QueuedCount--;
    }

    /// <summary>Lets everything that failed be tried again and queues its services.</summary>
    internal void Retry()
    {
        for (int number = 0; number < _marks.Length; number++)
        {
            if (_marks[number] == Mark.Failing)
            {
                Set(ref _marks[number], Mark.Retrying);
                Enqueue(_layout.ServiceOf(number));
            }
        }
    }

    private void Set(ref Mark place, Mark mark)
    {
        _counts[(int)place]--;
        _counts[(int)mark]++;
        place = mark;
    }
}
