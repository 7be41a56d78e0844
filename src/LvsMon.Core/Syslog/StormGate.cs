using System.Runtime.CompilerServices;
using LvsMon.Core.Checks;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Syslog;

/// <summary>
/// Decides which lines of real servers are written one by one: the first <c>log-burst</c> of each window. What comes
/// beyond is collected, service by service, until the window ends; then each service gives one line for all of it.
/// </summary>
/// <remarks>While a service collects, it collects all its lines: one written before the summary would be contradicted
/// by it. Each fact costs the same, however many real servers there are, and nothing allocates.</remarks>
internal sealed class StormGate
{
    /// <summary>Length of a window, from its first line.</summary>
    internal const long WindowUs = 10_000_000;

    private readonly int _burst;
    private readonly StormService[] _services;
    private readonly StormReal[] _reals;

    /// <summary>Services that collect and whose summary is not called for yet, by rising time.</summary>
    private readonly int[] _queue;

    private int _first;
    private long _windowEndUs = long.MinValue;
    private int _told;

    /// <summary>Makes the gate for a plan; set-up only.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="before">The gate of the plan before, whose window goes on; null at start.</param>
    internal StormGate(Plan plan, StormGate? before = null)
    {
        // Made now: the first summary may come an hour after the start, when nothing may be allocated any more.
        RuntimeHelpers.RunClassConstructor(typeof(SummaryCatalogue).TypeHandle);
        _burst = plan.Global.LogBurst;
        bool isOff = _burst == 0;
        _services = new StormService[isOff ? 0 : plan.Services.Length];
        _reals = new StormReal[isOff ? 0 : plan.Reals.Length];
        _queue = new int[_services.Length];
        _windowEndUs = before?._windowEndUs ?? long.MinValue;
        _told = before?._told ?? 0;
    }

    /// <summary>Services that may have a summary at once.</summary>
    internal int Capacity => _services.Length;

    /// <summary>Services that collect and whose summary was not called for yet.</summary>
    internal int Waiting { get; private set; }

    /// <summary>When the next summary is due, monotonic microseconds.</summary>
    internal long NextUs => Waiting == 0 ? long.MaxValue : _services[_queue[_first]].DueUs;

    /// <summary>What a service has collected; true contents only until <see cref="Close"/>.</summary>
    internal ref readonly StormService this[int service] => ref _services[service];

    /// <summary>Looks at a fact that has a line.</summary>
    /// <returns>True when it was collected; false when its line is to be written.</returns>
    internal bool Collects(in Fact fact)
    {
        if (!CanCollect(in fact))
        {
            return false;
        }

        if (!_services[fact.Service].IsOpen)
        {
            if (fact.TimeUs >= _windowEndUs)
            {
                _windowEndUs = fact.TimeUs + WindowUs;
                _told = 0;
            }

            if (_told < _burst)
            {
                _told++;
                return false;
            }
        }

        Collect(in fact);
        return true;
    }

    /// <summary>The line of a fact found no place: it is collected rather than lost, if it is of such a kind.</summary>
    internal bool CollectsInstead(in Fact fact)
    {
        if (!CanCollect(in fact))
        {
            return false;
        }

        Collect(in fact);
        return true;
    }

    /// <summary>Calls for the oldest summary that is due; the service collects on until <see cref="Close"/>.</summary>
    internal bool TryTakeDue(long nowUs, out int service)
    {
        service = -1;
        if (NextUs == long.MaxValue || NextUs > nowUs)
        {
            return false;
        }

        service = _queue[_first];
        _first = _first + 1 == _queue.Length ? 0 : _first + 1;
        Waiting--;
        return true;
    }

    /// <summary>The summary was written: what comes now is another storm.</summary>
    internal void Close(int service) => _services[service].IsOpen = false;

    /// <summary>Walks through the real servers that a service has collected something of, in the order of the first
    /// thing.</summary>
    /// <param name="service">The service.</param>
    /// <param name="after">The one before, -1 at the beginning.</param>
    /// <returns>The next, or -1.</returns>
    internal int NextReal(int service, int after) =>
        after < 0 ? _services[service].FirstReal : _reals[after].Next;

    /// <summary>True when what was collected has taken a real server into this state from the other.</summary>
    internal bool Went(int real, bool up)
    {
        StormSeen seen = _reals[real].Seen;
        return seen.HasFlag(StormSeen.Edge)
            && seen.HasFlag(StormSeen.WasUp) != up
            && seen.HasFlag(StormSeen.IsUp) == up;
    }

    /// <summary>Why a real server went down last.</summary>
    internal CheckReason ReasonOf(int real) => _reals[real].Reason;

    private bool CanCollect(in Fact fact) =>
        fact.Kind is FactKind.Down or FactKind.Up or FactKind.Held or FactKind.Released or FactKind.Flapping
            or FactKind.SlowStart
        && (uint)fact.Service < (uint)_services.Length
        && (uint)fact.Real < (uint)_reals.Length;

    private void Collect(in Fact fact)
    {
        ref StormService service = ref _services[fact.Service];
        if (!service.IsOpen)
        {
            service.Open(in fact, _windowEndUs);
            int place = _first + Waiting++;
            _queue[place < _queue.Length ? place : place - _queue.Length] = fact.Service;
        }

        service.Note(in fact);
        ref StormReal real = ref _reals[fact.Real];
        if (real.Storm != service.Storm)
        {
            real = new StormReal { Storm = service.Storm, Next = -1 };
            if (service.LastReal < 0)
            {
                service.FirstReal = fact.Real;
            }
            else
            {
                _reals[service.LastReal].Next = fact.Real;
            }

            service.LastReal = fact.Real;
        }

        real.Reason = fact.Kind == FactKind.Down ? fact.Reason : real.Reason;
        service.Count(real.Seen, -1);
        real.Seen = After(real.Seen, fact.Kind);
        service.Count(real.Seen, 1);
    }

    private static StormSeen After(StormSeen seen, FactKind kind) => kind switch
    {
        FactKind.Up => (seen.HasFlag(StormSeen.Edge) ? seen : seen | StormSeen.Edge) | StormSeen.IsUp,
        FactKind.Down => (seen.HasFlag(StormSeen.Edge) ? seen : seen | StormSeen.Edge | StormSeen.WasUp)
            & ~StormSeen.IsUp,
        FactKind.Held => (seen.HasFlag(StormSeen.Hold) ? seen : seen | StormSeen.Hold) | StormSeen.IsHeld,
        FactKind.Released => (seen.HasFlag(StormSeen.Hold) ? seen : seen | StormSeen.Hold | StormSeen.WasHeld)
            & ~StormSeen.IsHeld,
        _ => seen,
    };
}
