using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Simulation.Peers;

namespace LvsMon.Simulation.Checkers;

/// <summary>
/// Works out from the results alone what every real server must be, and compares with what was told: one transition for
/// each change, none without.
/// </summary>
internal sealed class VerdictOracle
{
    /// <summary>Silences that do not pass, though they would, after a refusal: ICMP is told only so often.</summary>
    private const int DoubtfulSilences = 2;

    private Plan _plan;
    private int[] _doubtful;
    private Opinion[] _opinions;
    private bool[] _isUp;
    private bool[] _isVerified;
    private LastDown[] _lastDowns;
    private bool[] _wasUp;
    private int _downCount;
    private int[] _ups;
    private int[] _downs;
    private bool[] _isTouched;
    private int[] _touched;
    private int _touchedCount;

    /// <summary>A daemon begins: what it adopted is up.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="adopted">By real server: whether it was found in the table; empty for none.</param>
    /// <param name="nowUs">When it begins, microseconds.</param>
    /// <param name="lateUs">What its loop was late in all, microseconds.</param>
    /// <param name="orders">What is ordered.</param>
    public VerdictOracle(Plan plan, ReadOnlySpan<bool> adopted, long nowUs, long lateUs, OrderOracle orders)
    {
        Holds = new HoldOracle(plan, nowUs);
        Ramps = new RampOracle(plan, nowUs, lateUs, orders);
        _plan = plan;
        _opinions = new Opinion[plan.Subscriptions.Length];
        _doubtful = new int[plan.Monitors.Length];
        _isUp = new bool[plan.Reals.Length];
        _isVerified = new bool[plan.Reals.Length];
        _lastDowns = new LastDown[plan.Reals.Length];
        _ups = new int[plan.Reals.Length];
        _downs = new int[plan.Reals.Length];
        _isTouched = new bool[plan.Reals.Length];
        _touched = new int[plan.Reals.Length];
        for (int real = 0; real < _isUp.Length; real++)
        {
            _isVerified[real] = plan.Reals[real].Unmonitored;
            _isUp[real] = _isVerified[real] || (!adopted.IsEmpty && adopted[real]);
        }

        _wasUp = (bool[])_isUp.Clone();
        Services = new ServiceOracle(plan, _isUp, orders);
    }

    /// <summary>The services.</summary>
    public ServiceOracle Services { get; private set; }

    /// <summary>How long real servers that flap are held.</summary>
    public HoldOracle Holds { get; private set; }

    /// <summary>What part of their weight real servers have.</summary>
    public RampOracle Ramps { get; private set; }

    /// <summary>Transitions told.</summary>
    public long Transitions { get; private set; }

    /// <summary>True when the real server was told to be up, or is assumed to be.</summary>
    public bool IsUp(int real) => _isUp[real];

    /// <summary>True once all checks of the real server have led to a verdict.</summary>
    public bool IsVerified(int real) => _isVerified[real];

    /// <summary>True when the real server ever was up for this daemon.</summary>
    public bool WasUp(int real) => _wasUp[real];

    /// <summary>How the real server went down last.</summary>
    public LastDown LastDownOf(int real) => _lastDowns[real];

    /// <summary>A result.</summary>
    public void Take(int monitor, CheckOutcome outcome, CheckReason reason, long awakeUs)
    {
        Services.Take(monitor, outcome, PeerVariant.Has(PeerVariant.Silences, reason));
        _doubtful[monitor] = outcome == CheckOutcome.Fail ? DoubtfulSilences : _doubtful[monitor];
        if (reason == CheckReason.Silent && _doubtful[monitor] > 0)
        {
            _doubtful[monitor]--;
            return;
        }

        ref readonly MonitorPlan plan = ref _plan.Monitors[monitor];
        for (int i = plan.FirstSubscription; i < plan.FirstSubscription + plan.SubscriptionCount; i++)
        {
            ref readonly Subscription subscription = ref _plan.Subscriptions[i];
            Health before = _opinions[i].Verdict;
            _opinions[i].Take(outcome, subscription.Timing, awakeUs, Holds.StableUs(subscription));
            if (before != _opinions[i].Verdict)
            {
                Count(subscription.Real, before, -1);
                Count(subscription.Real, _opinions[i].Verdict, 1);
                Touch(subscription.Real);
            }
        }
    }

    /// <summary>A transition is told.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="kept">Whether the real server was held in until now.</param>
    public void Told(in Fact fact, Kept kept)
    {
        bool isUp = fact.Kind == FactKind.Up;
        if (_isUp[fact.Real] == isUp)
        {
            throw new SimulationFailure($"{fact.Kind} of {Name(fact.Real)} is told and no change");
        }

        if (fact.Service != _plan.Reals[fact.Real].Service)
        {
            throw new SimulationFailure($"{fact.Kind} of {Name(fact.Real)} names another service");
        }

        Transitions++;
        _isUp[fact.Real] = isUp;
        _isVerified[fact.Real] = true;
        _wasUp[fact.Real] |= isUp;
        NoteDown(fact, isUp);
        Holds.Moved(fact);
        if (isUp)
        {
            Ramps.CameUp(fact, kept);
        }

        Services.Told(fact.Real, isUp);
        if (Services.UpOf(fact.Service) != fact.C)
        {
            throw new SimulationFailure($"{fact.Kind} of {Name(fact.Real)} says {fact.C} are up");
        }

        Touch(fact.Real);
    }

    /// <summary>A first verdict that is what was assumed.</summary>
    public void Confirmed(in Fact fact)
    {
        if (_isVerified[fact.Real] || _isUp[fact.Real] != (fact.A == 1))
        {
            throw new SimulationFailure($"{Name(fact.Real)} is confirmed and had its verdict, or has another one");
        }

        _isVerified[fact.Real] = true;
        NoteDown(fact, fact.A == 1);
        Touch(fact.Real);
    }

    /// <summary>An order is about to be noted.</summary>
    public void BeforeOrder(int real) => Services.Leave(real, _isUp[real]);

    /// <summary>It was noted.</summary>
    public void AfterOrder(in Fact fact, bool returns)
    {
        Services.Enter(fact.Real, _isUp[fact.Real], isRestored: fact is { Kind: FactKind.Ordered, C: < 0 });
        if (returns && _isUp[fact.Real])
        {
            Ramps.Returns(fact.Real, fact.TimeUs);
        }
    }

    /// <summary>A real server was found in the table after the start.</summary>
    public void Adopt(int real)
    {
        if (!_isVerified[real] && !_isUp[real])
        {
            _isUp[real] = true;
            _wasUp[real] = true;
            Services.Adopt(real);
        }
    }

    /// <summary>All of a turn was told: compares what has moved.</summary>
    public void AfterTurn(long nowUs, long lateUs)
    {
        Holds.AfterTurn();
        Ramps.AfterTurn(nowUs, lateUs);
        for (int i = 0; i < _touchedCount; i++)
        {
            Compare(_touched[i]);
        }

        _touchedCount = 0;
        Services.AfterTurn();
    }

    /// <summary>The daemon goes on with another plan.</summary>
    public void Follow(PlanMatch match, long nowUs)
    {
        Plan plan = match.New;
        bool[] isUp = new bool[plan.Reals.Length];
        bool[] isVerified = new bool[plan.Reals.Length];
        LastDown[] lastDowns = new LastDown[plan.Reals.Length];
        bool[] wasUp = new bool[plan.Reals.Length];
        for (int real = 0; real < isUp.Length; real++)
        {
            int old = match.OldReal[real];
            lastDowns[real] = old < 0 ? default : _lastDowns[old];
            isUp[real] = old < 0 ? plan.Reals[real].Unmonitored : _isUp[old];
            bool isNewlyWatched = old >= 0 && match.Old.Reals[old].Unmonitored && !plan.Reals[real].Unmonitored;
            wasUp[real] = isUp[real] || (old >= 0 && _wasUp[old]);
            isVerified[real] = old < 0 ? plan.Reals[real].Unmonitored : _isVerified[old] && !isNewlyWatched;
        }

        Opinion[] opinions = new Opinion[plan.Subscriptions.Length];
        for (int i = 0; i < opinions.Length; i++)
        {
            int real = plan.Subscriptions[i].Real;
            if (match.OldSubscription[i] is >= 0 and int old)
            {
                opinions[i] = _opinions[old];
            }
            else
            {
                // A changed check keeps the verdict until its own results decide.
                opinions[i].Verdict = !isVerified[real] ? Health.Unverified : isUp[real] ? Health.Up : Health.Down;
            }
        }

        int[] doubtful = new int[plan.Monitors.Length];
        for (int monitor = 0; monitor < doubtful.Length; monitor++)
        {
            doubtful[monitor] = match.OldMonitor[monitor] < 0 ? 0 : _doubtful[match.OldMonitor[monitor]];
        }

        _plan = plan;
        _doubtful = doubtful;
        _opinions = opinions;
        _isUp = isUp;
        _isVerified = isVerified;
        _lastDowns = lastDowns;
        _wasUp = wasUp;
        _ups = new int[plan.Reals.Length];
        _downs = new int[plan.Reals.Length];
        _isTouched = new bool[plan.Reals.Length];
        _touched = new int[plan.Reals.Length];
        _touchedCount = 0;
        for (int i = 0; i < opinions.Length; i++)
        {
            Count(plan.Subscriptions[i].Real, opinions[i].Verdict, 1);
        }

        for (int real = 0; real < isUp.Length; real++)
        {
            Touch(real);
        }

        Holds = Holds.Follow(match, nowUs);
        Ramps = Ramps.Follow(match, nowUs);
        Services = Services.Follow(match, _isUp);
    }

    private void Compare(int real)
    {
        _isTouched[real] = false;
        RealPlan plan = _plan.Reals[real];
        bool needsAll = plan.RequiredCount == plan.CheckCount;
        bool isUp = needsAll ? _ups[real] == plan.CheckCount : _ups[real] > 0;
        if (!isUp && (needsAll ? _downs[real] == 0 : _downs[real] < plan.CheckCount))
        {
            return;
        }

        _isVerified[real] = true;
        if (isUp != _isUp[real])
        {
            throw new SimulationFailure(
                $"{Name(real)} was told to be {(_isUp[real] ? "up" : "down")} and is not: {_ups[real]} of "
                + $"{_plan.Reals[real].CheckCount} checks are up, {_downs[real]} down");
        }
    }

    private void NoteDown(in Fact fact, bool isUp)
    {
        if (!isUp)
        {
            Ramps.WentDown(fact.Real);
            _lastDowns[fact.Real] = new LastDown(fact.Reason, fact.TimeUs, ++_downCount);
        }
    }

    private string Name(int real) => $"{_plan.Services[_plan.Reals[real].Service].Name} {_plan.Reals[real].Endpoint}";

    private void Count(int real, Health verdict, int by)
    {
        _ups[real] += verdict == Health.Up ? by : 0;
        _downs[real] += verdict == Health.Down ? by : 0;
    }

    private void Touch(int real)
    {
        if (!_isTouched[real])
        {
            _isTouched[real] = true;
            _touched[_touchedCount++] = real;
        }
    }
}
