using System;
using System.Collections.Generic;
using System.Linq;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>
/// Watches a loop from outside: from the conclusions of each turn it works out by itself what every real server and
/// service must have been told to be, and compares. Bounds and ages of attempts are looked at after every turn.
/// </summary>
internal sealed class StormChecker
{
    private readonly LoopHarness _harness;
    private readonly StormWorld _world;
    private Opinion[] _opinions = [];
    private bool[] _told = [];
    private bool[] _verified = [];
    private bool[] _served = [];
    private (long StartUs, long LateUs)[] _attempts = [];
    private long _lateBeforeUs;
    private long _startedBefore;
    private int _factsSeen;
    private long _sequence;
    private bool _isIsolated;

    public StormChecker(LoopHarness harness, StormWorld world)
    {
        _harness = harness;
        _world = world;
        Plan plan = harness.Plan;
        _opinions = [.. plan.Subscriptions.Select(_ => new Opinion())];
        _told = [.. plan.Reals.Select(r => r.Unmonitored)];
        _verified = [.. plan.Reals.Select(r => r.Unmonitored)];
        _served = [.. plan.Services.Select((_, i) => UpOf(i) > 0)];
    }

    public int Edges { get; private set; }

    /// <summary>True when every real server was told to be up.</summary>
    public bool IsAllUp => _told.All(t => t);

    public void AfterTurn()
    {
        foreach (ref readonly Conclusion conclusion in _harness.Loop.Conclusions)
        {
            Take(in conclusion);
        }

        TakeFacts();
        CompareReals();
        CompareServices();
        LookAtAttempts();
        _harness.Sink.Facts.Clear();
        _factsSeen = 0;
    }

    public void AfterReload(PlanChange change)
    {
        Plan plan = change.New;
        bool[] told = [.. change.OldReal.Select((o, i) => o < 0 ? plan.Reals[i].Unmonitored : _told[o])];
        bool[] verified = [.. change.OldReal.Select((o, i) =>
            plan.Reals[i].Unmonitored || (o >= 0 && _verified[o] && !change.Old.Reals[o].Unmonitored))];
        Opinion[] opinions = new Opinion[plan.Subscriptions.Length];
        for (int i = 0; i < opinions.Length; i++)
        {
            int real = plan.Subscriptions[i].Real;
            opinions[i] = change.OldSubscription[i] is >= 0 and int old
                ? _opinions[old]
                : new Opinion { Verdict = !verified[real] ? Health.Unverified : told[real] ? Health.Up : Health.Down };
            opinions[i].From = opinions[i].History.Count;
            opinions[i].Base = opinions[i].Verdict;
        }

        bool[] served = [.. change.OldService.Select(o => o >= 0 && _served[o])];
        _opinions = opinions;
        _told = told;
        _verified = verified;
        for (int service = 0; service < served.Length; service++)
        {
            served[service] = change.OldService[service] < 0 ? UpOf(service) > 0 : served[service];
        }

        _served = served;
        _harness.Stream.Flush(_harness.Clock.NowUs);
        TakeFacts();
        CompareReals();
        CompareServices();
        _harness.Sink.Facts.Clear();
        _factsSeen = 0;
    }

    private static void Check(bool isTrue, string what)
    {
        if (!isTrue)
        {
            throw new InvalidOperationException(what);
        }
    }

    private void Take(in Conclusion conclusion)
    {
        Plan plan = _harness.Plan;
        MonitorPlan monitor = plan.Monitors[conclusion.Monitor];
        CheckOutcome outcome = conclusion.Result.Outcome;
        int host = (int)(monitor.Target.Address.V4 - 0x0A00_0000u);
        long sinceUs = _harness.Clock.NowUs - conclusion.CheckUs;
        Check(
            outcome != CheckOutcome.Pass || !_world.MustNotPass(host, monitor.Program, sinceUs),
            $"host {host} is bad and passed {monitor.Program.Identity}");
        Check(
            outcome != CheckOutcome.Fail || !_world.MustNotFail(host, monitor.Program, sinceUs),
            $"host {host} is good and failed {monitor.Program.Identity}: {conclusion.Result.Reason}");
        for (int i = 0; i < monitor.SubscriptionCount; i++)
        {
            int index = monitor.FirstSubscription + i;
            Opinion opinion = _opinions[index];
            Timing timing = plan.Subscriptions[index].Timing;
            opinion.History.Add(outcome);
            opinion.Verdict =
                JudgeOracle.Verdict(opinion.History, timing.Rise, timing.Fall, opinion.Base, opinion.From);
        }
    }

    private void TakeFacts()
    {
        HashSet<int> edged = [];
        for (; _factsSeen < _harness.Sink.Facts.Count; _factsSeen++)
        {
            Fact fact = _harness.Sink.Facts[_factsSeen];
            Check(fact.Kind == FactKind.Confirmed || fact.Sequence == ++_sequence, $"{fact} is out of order");
            switch (fact.Kind)
            {
                case FactKind.Up or FactKind.Down:
                    Edges++;
                    Check(edged.Add(fact.Real), $"{fact} is the second in a turn");
                    Check(_told[fact.Real] == (fact.Kind == FactKind.Down), $"{fact} is no change");
                    _told[fact.Real] = fact.Kind == FactKind.Up;
                    Check(fact.Service == _harness.Plan.Reals[fact.Real].Service, $"{fact} names another service");
                    Check(fact.C == UpOf(fact.Service), $"{fact}: {UpOf(fact.Service)} are up");
                    break;
                case FactKind.Empty or FactKind.Served:
                    Check(_served[fact.Service] == (fact.Kind == FactKind.Empty), $"{fact} is no change");
                    _served[fact.Service] = fact.Kind == FactKind.Served;
                    break;
                case FactKind.Isolated or FactKind.Connected:
                    Check(_isIsolated == (fact.Kind == FactKind.Connected), $"{fact} is no change");
                    _isIsolated = fact.Kind == FactKind.Isolated;
                    break;
                default:
                    break;
            }
        }
    }

    private void CompareReals()
    {
        Plan plan = _harness.Plan;
        int[] up = new int[plan.Reals.Length];
        int[] down = new int[plan.Reals.Length];
        for (int i = 0; i < _opinions.Length; i++)
        {
            up[plan.Subscriptions[i].Real] += _opinions[i].Verdict == Health.Up ? 1 : 0;
            down[plan.Subscriptions[i].Real] += _opinions[i].Verdict == Health.Down ? 1 : 0;
            Health actual = _harness.Loop.Table.Subscriptions[i].Health;
            Check(actual == _opinions[i].Verdict, $"check {i} is {actual}, not {_opinions[i].Verdict}");
        }

        for (int real = 0; real < up.Length; real++)
        {
            RealPlan own = plan.Reals[real];
            bool isUp = own.RequiredCount == own.CheckCount ? up[real] == own.CheckCount : up[real] > 0;
            bool isDecided = isUp || down[real] > (own.RequiredCount == own.CheckCount ? 0 : own.CheckCount - 1);
            _verified[real] |= isDecided;
            Check(!isDecided || _told[real] == isUp, $"real server {real} was told {_told[real]}, is {isUp}");
            RealState state = _harness.Loop.Table.Reals[real];
            Check(
                state.IsUp == _told[real] && state.IsVerified == _verified[real] && !state.IsTouched
                && state.ChecksUp == up[real] && state.ChecksDown == down[real],
                $"real server {real} is remembered wrong");
        }
    }

    private void CompareServices()
    {
        for (int service = 0; service < _served.Length; service++)
        {
            Check(_served[service] == UpOf(service) > 0, $"service {service} was told served: {_served[service]}");
            ServiceState state = _harness.Loop.Table.Services[service];
            int blind = _harness.Plan.Subscriptions.Count(s => _harness.Plan.Reals[s.Real].Service == service
                && _harness.Loop.Table.Monitors[s.Monitor].InconclusiveStreak >= 2);
            Check(state.BlindChecks == blind && !state.IsTouched, $"service {service} counts its blind checks wrong");
            bool isBlind = blind > 0 && blind == state.Checks;
            Check(state.IsBlind == isBlind, $"service {service} is blind: {state.IsBlind}");
        }
    }

    private void LookAtAttempts()
    {
        AttemptTable attempts = _harness.Loop.Attempts;
        Check(attempts.InFlight == _harness.Sockets.Open, "a slot or a connection has leaked");
        long started = _harness.Counters.Started;
        Check(started - _startedBefore <= MonitorLoop.StartsPerTurn, "too many starts in a turn");
        _startedBefore = started;
        Check(_harness.Sockets.MostIdleWaits < 4, "the loop spins");
        Array.Resize(ref _attempts, Math.Max(_attempts.Length, attempts.Capacity));
        for (int slot = 0; slot < attempts.Capacity; slot++)
        {
            ref Attempt attempt = ref attempts[slot];
            if (attempt.Monitor < 0)
            {
                continue;
            }

            if (_attempts[slot].StartUs != attempt.StartUs)
            {
                _attempts[slot] = (attempt.StartUs, _lateBeforeUs);
            }

            long lateUs = _harness.Sockets.LateUs - _attempts[slot].LateUs;
            long ageUs = _harness.Clock.NowUs - attempt.StartUs;
            long timeoutUs = _harness.Plan.Monitors[attempt.Monitor].TimeoutUs;
            Check(ageUs <= timeoutUs + (2 * lateUs), $"an attempt is {ageUs} us old, late {lateUs}");
        }

        _lateBeforeUs = _harness.Sockets.LateUs;
    }

    private int UpOf(int service)
    {
        ServicePlan plan = _harness.Plan.Services[service];
        return _told.Skip(plan.FirstReal).Take(plan.RealCount).Count(t => t);
    }

    private sealed class Opinion
    {
        public List<CheckOutcome> History { get; } = [];

        public Health Verdict { get; set; }

        public Health Base { get; set; }

        public int From { get; set; }
    }
}
