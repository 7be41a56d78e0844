using System;
using LvsMon.Core.Os;

namespace LvsMon.Core.Serving;

/// <summary>
/// Serves the clients of a listening socket at the head of a turn: at most so many clients and so many bytes, so that
/// no client, slow, greedy or many, delays a check by more than that. Memory is taken at set-up; a turn allocates
/// nothing.
/// </summary>
public abstract class ClientServer
{
    private readonly IClientSet _clients;
    private readonly ServingLimits _limits;
    private readonly ServedClient[] _places;
    private readonly Ready[] _ready;
    private readonly byte[] _refusal;
    private int _next;
    private long _restUntilUs;

    /// <summary>Makes a server of an open socket; set-up only.</summary>
    /// <param name="clients">The socket's clients, with a slot more than there are places: there those are told why
    /// who are not taken.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="places">What is remembered of each client, by slot.</param>
    private protected ClientServer(IClientSet clients, in ServingLimits limits, ServedClient[] places)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(clients.Capacity, limits.Clients, nameof(clients));
        _clients = clients;
        _limits = limits;
        _places = places;
        _ready = new Ready[limits.Clients + 2];
        _refusal = new byte[limits.RefusalBytes];
    }

    /// <summary>When <see cref="Serve"/> has something to do although nobody woke the loop, monotonic microseconds;
    /// <see cref="long.MaxValue"/> for never.</summary>
    public long NextUs { get; private set; } = long.MaxValue;

    /// <summary>True when a client that has taken all can get more; it is served in the next turn.</summary>
    public bool HasNews
    {
        get
        {
            foreach (ServedClient place in _places)
            {
                if (place.HasNews)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Clients that have a place now.</summary>
    public int OpenClients
    {
        get
        {
            int open = 0;
            foreach (ServedClient place in _places)
            {
                open += place.IsOpen ? 1 : 0;
            }

            return open;
        }
    }

    /// <summary>Does one turn's work.</summary>
    public void Serve(long nowUs)
    {
        if (_restUntilUs != 0 && nowUs >= _restUntilUs)
        {
            _restUntilUs = 0;
            _clients.Watch(door: true);
        }

        int ready = _clients.Poll(_ready);
        bool someoneWaits = Advance(ready, nowUs);
        if (someoneWaits)
        {
            TakeIn(nowUs);
        }

        NextUs = _restUntilUs == 0 ? long.MaxValue : _restUntilUs;
        foreach (ServedClient place in _places)
        {
            if (place.IsOpen && nowUs >= place.DeadlineUs)
            {
                place.Expire(nowUs);
            }

            NextUs = place.HasNews ? nowUs : place.IsOpen ? Math.Min(NextUs, place.DeadlineUs) : NextUs;
        }
    }

    /// <summary>Lets all clients go.</summary>
    public void Close()
    {
        foreach (ServedClient place in _places)
        {
            if (place.IsOpen)
            {
                place.Close();
            }
        }
    }

    /// <summary>Memory for all places. Never moved, so that the system gives it only as far as clients come.</summary>
    private protected static byte[] Memory(int places, int bytes) =>
        GC.AllocateArray<byte>(places * bytes, pinned: true);

    /// <summary>What a client is told that is not taken.</summary>
    /// <param name="buffer">Of <see cref="ServingLimits.RefusalBytes"/>.</param>
    /// <param name="who">Who it is.</param>
    /// <param name="isFull">True when there is no place.</param>
    /// <returns>Bytes written; 0 to take it, which is no answer when there is no place.</returns>
    private protected abstract int WriteRefusal(Span<byte> buffer, in ClientIdentity who, bool isFull);

    /// <summary>A client that was not refused has come to a place.</summary>
    private protected abstract void Begin(int slot, in ClientIdentity who, long nowUs);

    /// <summary>Works for the clients that are ready, beginning behind the one that was served last.</summary>
    /// <returns>True when somebody waits at the door.</returns>
    private bool Advance(int ready, long nowUs)
    {
        bool someoneWaits = false;
        uint marked = 0;
        for (int i = 0; i < ready; i++)
        {
            someoneWaits |= _ready[i].Slot == IClientSet.Door;
            marked |= _ready[i].Slot >= 0 && _ready[i].Slot < _places.Length ? 1u << _ready[i].Slot : 0;
        }

        int left = _limits.PerTurn;
        int first = _next;
        for (int i = 0; i < _places.Length && left > 0; i++)
        {
            int slot = (first + i) % _places.Length;
            if (_places[slot].IsOpen && ((marked & (1u << slot)) != 0 || _places[slot].HasNews))
            {
                _places[slot].Advance(nowUs);
                _next = slot + 1;
                left--;
            }
        }

        return someoneWaits;
    }

    private void TakeIn(long nowUs)
    {
        for (int i = 0; i < _limits.PerTurn; i++)
        {
            int slot = FreePlace();
            bool isWithoutPlace = slot == _places.Length;
            if (isWithoutPlace && i > 0)
            {
                // Whether another waits is not known, and nobody is sent away for nothing: the next turn will tell.
                return;
            }

            OsError error = _clients.Accept(slot, out ClientIdentity who);
            if (error == OsError.WouldBlock)
            {
                return;
            }

            if (error != OsError.None)
            {
                // No descriptor for it: it would be reported again at once, for ever.
                _clients.Watch(door: false);
                _restUntilUs = nowUs + _limits.RestUs;
                return;
            }

            // Who is to make place is decided only now: nobody has to go for one who is not taken.
            int idle = isWithoutPlace ? IdlePlace(nowUs) : slot;
            int refusal = WriteRefusal(_refusal, in who, isFull: idle < 0);
            if (refusal > 0)
            {
                // The little word fits an empty socket; a client for whom it does not is let go without it.
                _ = _clients.Send(slot, _refusal.AsSpan(0, refusal), out _);
                _clients.Close(slot);
                continue;
            }

            if (isWithoutPlace)
            {
                _places[idle].Close();
                _clients.Move(slot, idle);
            }

            Begin(idle, in who, nowUs);
        }
    }

    /// <summary>A free slot, else the one where nobody stays.</summary>
    private int FreePlace()
    {
        int slot = 0;
        while (slot < _places.Length && _places[slot].IsOpen)
        {
            slot++;
        }

        return slot;
    }

    /// <summary>The slot of the client that has been idle longest, if that is long; -1 for none.</summary>
    private int IdlePlace(long nowUs)
    {
        int idle = -1;
        long idleSinceUs = nowUs - _limits.PatienceUs;
        for (int slot = 0; slot < _places.Length; slot++)
        {
            long sinceUs = _places[slot].IdleSinceUs;
            if (sinceUs >= 0 && sinceUs <= idleSinceUs)
            {
                (idle, idleSinceUs) = (slot, sinceUs);
            }
        }

        return idle;
    }
}
