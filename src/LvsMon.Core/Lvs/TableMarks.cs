namespace LvsMon.Core.Lvs;

/// <summary>
/// What is known to differ and whose doing it is. An entry is marked when our own wish changed or a difference was
/// told; an unmarked difference is somebody else's work. Services with a marked entry wait in a queue to be written.
/// </summary>
internal sealed class TableMarks
{
    private readonly Mark[] _services;
    private readonly Mark[] _slots;
    private readonly Mark[] _extras;
    private readonly int[] _queue;
    private readonly bool[] _queued;
    private int _head;

    /// <summary>Nothing is marked.</summary>
    internal TableMarks(TableLayout layout)
    {
        _services = new Mark[layout.WatchedCount];
        _extras = new Mark[layout.WatchedCount];
        _slots = new Mark[layout.SlotCount];
        _queue = new int[layout.WatchedCount];
        _queued = new bool[layout.WatchedCount];
        SinceUs = new long[layout.WatchedCount];
    }

    /// <summary>Services that wait to be written.</summary>
    internal int QueuedCount { get; private set; }

    /// <summary>Entries that could not be applied and wait for the next try.</summary>
    internal int FailingCount { get; private set; }

    /// <summary>Entries that could not be applied and are being tried again.</summary>
    internal int RetryingCount { get; private set; }

    /// <summary>By watched service: when its oldest unmet wish arose, 0 when it has none.</summary>
    internal long[] SinceUs { get; }

    /// <summary>The mark of a service's own record.</summary>
    internal Mark OfService(int service) => _services[service];

    /// <summary>The mark of a slot.</summary>
    internal Mark OfSlot(int slot) => _slots[slot];

    /// <summary>The one mark of a service's destinations that the plan does not name.</summary>
    internal Mark OfExtras(int service) => _extras[service];

    /// <summary>Changes the mark of a service's own record.</summary>
    internal void SetService(int service, Mark mark) => Set(ref _services[service], mark);

    /// <summary>Changes the mark of a slot.</summary>
    internal void SetSlot(int slot, Mark mark) => Set(ref _slots[slot], mark);

    /// <summary>Changes the mark of a service's destinations that the plan does not name.</summary>
    internal void SetExtras(int service, Mark mark) => Set(ref _extras[service], mark);

    /// <summary>Raises an unmarked entry to <see cref="Mark.Pending"/>.</summary>
    internal void RaiseSlot(int slot)
    {
        if (_slots[slot] == Mark.None)
        {
            _slots[slot] = Mark.Pending;
        }
    }

    /// <summary>Raises an unmarked entry to <see cref="Mark.Pending"/>.</summary>
    internal void RaiseService(int service)
    {
        if (_services[service] == Mark.None)
        {
            _services[service] = Mark.Pending;
        }
    }

    /// <summary>Puts a service at the end of the queue.</summary>
    internal void Enqueue(int service)
    {
        if (!_queued[service])
        {
            _queued[service] = true;
            _queue[(_head + QueuedCount++) % _queue.Length] = service;
        }
    }

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
    internal void Retry(TableLayout layout)
    {
        for (int s = 0; s < _services.Length; s++)
        {
            if (RetryOne(ref _services[s]) | RetryOne(ref _extras[s]))
            {
                Enqueue(s);
            }
        }

        for (int slot = 0; slot < _slots.Length; slot++)
        {
            if (RetryOne(ref _slots[slot]))
            {
                Enqueue(layout.SlotService[slot]);
            }
        }
    }

    private bool RetryOne(ref Mark mark)
    {
        if (mark != Mark.Failing)
        {
            return false;
        }

        Set(ref mark, Mark.Retrying);
        return true;
    }

    private void Set(ref Mark place, Mark mark)
    {
        FailingCount += (mark == Mark.Failing ? 1 : 0) - (place == Mark.Failing ? 1 : 0);
        RetryingCount += (mark == Mark.Retrying ? 1 : 0) - (place == Mark.Retrying ? 1 : 0);
        place = mark;
    }
}
