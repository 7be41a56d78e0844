using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs;

/// <summary>
/// What the table should hold: configuration × health × floor × fallback × isolation. Pure: facts go in, the wish of
/// one service is worked out when asked, in time proportional to that service.
/// </summary>
internal sealed class DesiredTable
{
    private readonly TableLayout _layout;
    private readonly RealHealth[] _health;
    private readonly DownOrder _downOrder;
    private readonly bool _cold;
    private bool _isolated;
    private long _silentSinceUs;
    private long _doubtSinceUs;
    private long _downs;

    /// <summary>No server has a verdict yet. <paramref name="cold"/>: those found in the table count as down
    /// too.</summary>
    internal DesiredTable(TableLayout layout, bool cold)
    {
        _layout = layout;
        _cold = cold;
        _health = new RealHealth[layout.RealCount];
        Array.Fill(_health, RealHealth.Fresh);

        _downOrder = new DownOrder(layout.ServiceCount, layout.RealCount);
        Present = new bool[layout.SlotCount];
        Records = (Destination[])layout.Records.Clone();
        Edition = new int[layout.SlotCount];
    }

    /// <summary>By slot: whether it should be in the table. Valid after <see cref="Refresh"/> of its service.</summary>
    internal bool[] Present { get; }

    /// <summary>By slot: the record it should have, where present.</summary>
    internal Destination[] Records { get; }

    /// <summary>By slot: rises with each change of its wish.</summary>
    internal int[] Edition { get; }

    /// <summary>True once everything of ours is to leave the table.</summary>
    internal bool Clearing { get; set; }

    /// <summary>True when the table should have this watched service.</summary>
    internal bool WantsService(int service) => service < _layout.ServiceCount && !Clearing;

    /// <summary>True when the real server was in the table when that was first read.</summary>
    internal bool WasAdopted(int real) => _health[real].WasAdopted;

    /// <summary>True once the real server is known to have been in the table: only then can it be held in.</summary>
    internal bool WasIn(int real) => _health[real].WasIn;

    /// <summary>True while the real server is down and the floor keeps it in.</summary>
    internal bool IsHeldByFloor(int real) => _health[real].Held;

    /// <summary>True while the real server is down and kept in because the director doubts itself.</summary>
    internal bool IsHeldByIsolation(int real) =>
        _health[real].State == RealState.Down && IsHeldByIsolation(_health[real]);

    /// <summary>Takes a fact that concerns health.</summary>
    /// <returns>True when wishes may have changed: those of the fact's service, or of all when it names none.</returns>
    internal bool Accept(in Fact fact)
    {
        switch (fact.Kind)
        {
            case FactKind.Up:
                SetUp(fact.Real);
                return true;
            case FactKind.Down:
                SetDown(fact);
                return true;
            case FactKind.Confirmed:
                if (fact.A != 0)
                {
                    SetUp(fact.Real);
                }
                else
                {
                    SetDown(fact);
                }

                return true;
            case FactKind.Ramped:
                return SetRamp(fact.Real, (byte)fact.A);
            case FactKind.Weighted:
                return SetAdvice(fact.Real, (short)fact.A);
            case FactKind.Ordered or FactKind.Drained:
                _health[fact.Real].Take((OrderKind)fact.A, fact.B);
                return true;
            case FactKind.Isolated:
                _isolated = true;
                _doubtSinceUs = fact.TimeUs;
                _silentSinceUs = fact.TimeUs - Math.Max(0, fact.DurationUs);
                return true;
            case FactKind.Connected:
                _isolated = false;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Notes that a real server stands in the table when that is first known of it. Without a verdict it is
    /// adopted; one that went down before can be held in from now on.</summary>
    /// <returns>True when it was adopted.</returns>
    internal bool Adopt(int real, in Destination found)
    {
        ref RealHealth health = ref _health[real];
        if (_cold || _layout.Plan.Reals[real].Unmonitored)
        {
            return false;
        }

        health.WasIn = true;
        if (health.State != RealState.Unverified)
        {
            return false;
        }

        health.State = RealState.Adopted;
        health.WasAdopted = true;
        health.Found = found;
        return true;
    }

    /// <summary>Works out the wish of one service of the plan.</summary>
    internal void Refresh(int service)
    {
        ServicePlan plan = _layout.Plan.Services[service];
        HoldByFloor(service, plan);
        bool carries = false;
        for (int real = plan.FirstReal; real < plan.FirstReal + plan.RealCount; real++)
        {
            Wish(plan, real);
            carries |= Present[real] && Records[real].Weight > 0;
        }

        int fallback = _layout.RealCount + service;
        SetWish(fallback, _layout.HasFallback[service] && !carries, Records[fallback]);
    }

    /// <summary>Tells slow starts that began and holds that began or ended since the last call.</summary>
    internal void TellChanges(int service, long nowUs, FactStream facts)
    {
        ServicePlan plan = _layout.Plan.Services[service];
        for (int real = plan.FirstReal; real < plan.FirstReal + plan.RealCount; real++)
        {
            ref RealHealth health = ref _health[real];
            bool hasPart = health is { State: RealState.Up, Order: OrderKind.None }
                && WeightOf(real) < health.FullWeight(_layout.Records[real].Weight);
            if (hasPart && !health.RampTold)
            {
                health.RampTold = true;
                facts.Post(new Fact(FactKind.SlowStart)
                {
                    TimeUs = nowUs,
                    Service = service,
                    Real = real,
                    A = health.Ramp,
                    DurationUs = _layout.Plan.Reals[real].Timing?.SlowStartUs ?? 0,
                });
            }

            if (health.Held == health.HeldTold)
            {
                continue;
            }

            health.HeldTold = health.Held;
            facts.Post(new Fact(health.Held ? FactKind.Held : FactKind.Released)
            {
                TimeUs = nowUs,
                Service = service,
                Real = real,
                A = FloorOf(service),
            });
        }
    }

    /// <summary>Takes over the health of the real servers that are the same; set-up only.</summary>
    internal void TakeOver(DesiredTable old, PlanChange change)
    {
        _isolated = old._isolated;
        _silentSinceUs = old._silentSinceUs;
        _doubtSinceUs = old._doubtSinceUs;
        _downs = old._downs;
        int count = 0;
        long[] numbers = new long[_health.Length];
        int[] reals = new int[_health.Length];
        for (int real = 0; real < _health.Length; real++)
        {
            int before = change.OldReal[real];
            if (before < 0)
            {
                continue;
            }

            _health[real] = old._health[before];
            if (old._layout.Plan.Reals[before].Unmonitored && !_layout.Plan.Reals[real].Unmonitored)
            {
                // It was assumed up and keeps its place until a check says otherwise.
                ref readonly RealHealth was = ref old._health[before];
                _health[real] = RealHealth.Fresh with
                {
                    State = RealState.Up,
                    WasIn = true,
                    Order = was.Order,
                    HasOrderedWeight = was.HasOrderedWeight,
                    OrderedWeight = was.OrderedWeight,
                };
            }

            if (!_layout.Plan.Reals[real].HasAgent)
            {
                _health[real].Advice = RealHealth.Whole;
            }

            if (_health[real].State == RealState.Down)
            {
                numbers[count] = _health[real].DownNumber;
                reals[count++] = real;
            }
        }

        Array.Sort(numbers, reals, 0, count);
        for (int i = 0; i < count; i++)
        {
            _downOrder.Append(_layout.Plan.Reals[reals[i]].Service, reals[i]);
        }
    }

    private int WeightOf(int real) => _health[real].Weight(_layout.Records[real].Weight);

    /// <returns>True when that changes the number in the table.</returns>
    private bool SetAdvice(int real, short percent)
    {
        int before = WeightOf(real);
        _health[real].Advice = percent;
        return WeightOf(real) != before;
    }

    /// <returns>True when that changes the number in the table.</returns>
    private bool SetRamp(int real, byte ramp)
    {
        ref RealHealth health = ref _health[real];
        int before = WeightOf(real);
        health.Ramp = ramp;
        health.RampTold &= ramp < RealHealth.Whole;
        return WeightOf(real) != before;
    }

    private void SetUp(int real)
    {
        ref RealHealth health = ref _health[real];
        health.KeepsWeight = health.State == RealState.Down && Present[real] && Records[real].Weight > 0;
        health.State = RealState.Up;
        health.WasIn = true;
        _downOrder.Remove(_layout.Plan.Reals[real].Service, real);
    }

    private void SetDown(in Fact fact)
    {
        ref RealHealth health = ref _health[fact.Real];
        health.State = RealState.Down;
        health.RampTold = false;
        health.Reason = fact.Reason;
        health.DownUs = fact.TimeUs;
        health.DownNumber = ++_downs;
        _downOrder.Append(_layout.Plan.Reals[fact.Real].Service, fact.Real);
    }

    /// <summary>A removal that the director does not trust itself with: any of the time of doubt, and those for silence
    /// shortly before it.</summary>
    private bool IsHeldByIsolation(in RealHealth health) => _isolated && health.WasIn && !health.IsTakenOut
        && (health.DownUs >= _doubtSinceUs
            || (health.DownUs >= _silentSinceUs && Reasons.IsSilence(health.Reason)));

    private bool CarriesByItself(in RealHealth health) => health.State switch
    {
        RealState.Up => true,
        RealState.Adopted => (health.HasOrderedWeight ? health.OrderedWeight : health.Found.Weight) > 0,
        RealState.Down => IsHeldByIsolation(health),
        _ => false,
    };

    /// <summary>True for one that the floor counts, and may hold: not those that agents or operators have
    /// drained or taken out, which would not be in anyway.</summary>
    internal bool CountsForFloor(int real)
    {
        ref readonly RealHealth health = ref _health[real];
        return !_layout.Plan.Reals[real].Unmonitored && health.FullWeight(_layout.Records[real].Weight) > 0
            && !health.IsTakenOut;
    }

    /// <summary>How many the floor keeps in.</summary>
    internal int FloorOf(int service)
    {
        ServicePlan plan = _layout.Plan.Services[service];
        if (plan.Floor == default)
        {
            return 0;
        }

        int counted = 0;
        for (int real = plan.FirstReal; real < plan.FirstReal + plan.RealCount; real++)
        {
            counted += CountsForFloor(real) ? 1 : 0;
        }

        return plan.Floor.For(counted);
    }

    private void HoldByFloor(int service, ServicePlan plan)
    {
        // Without a floor too: a reload may have taken it away.
        int missing = FloorOf(service);
        for (int real = plan.FirstReal; real < plan.FirstReal + plan.RealCount; real++)
        {
            _health[real].Held = false;
            missing -= CountsForFloor(real) && CarriesByItself(_health[real]) ? 1 : 0;
        }

        for (int real = _downOrder.Last(service); real >= 0 && missing > 0; real = _downOrder.Earlier(real))
        {
            if (CountsForFloor(real) && _health[real].WasIn && !IsHeldByIsolation(_health[real]))
            {
                _health[real].Held = true;
                missing--;
            }
        }
    }

    private void Wish(ServicePlan plan, int real)
    {
        ref RealHealth health = ref _health[real];
        Destination record = _layout.Records[real];
        record = record with { Weight = WeightOf(real) };
        bool present = true;
        if (_layout.Plan.Reals[real].Unmonitored || health.State == RealState.Up)
        {
            // In, with its part of the configured weight.
        }
        else if (health.State == RealState.Adopted)
        {
            record = health.HasOrderedWeight ? health.Found with { Weight = WeightOf(real) } : health.Found;
        }
        else if (health.State == RealState.Unverified)
        {
            present = false;
        }
        else if (!health.Held && !IsHeldByIsolation(health))
        {
            record = record with { Weight = 0 };
            present = plan.ActionFor(health.Reason) == FailureAction.Quiesce;
        }

        bool isOut = health.Order is OrderKind.Disabled or OrderKind.Drained;
        bool isDraining = health.Order == OrderKind.Draining;
        SetWish(real, present && !isOut, isDraining ? record with { Weight = 0 } : record);
    }

    private void SetWish(int slot, bool present, in Destination record)
    {
        bool wanted = present && !Clearing;
        Edition[slot] += wanted != Present[slot] || (wanted && record != Records[slot]) ? 1 : 0;
        Present[slot] = wanted;
        Records[slot] = record;
    }
}
