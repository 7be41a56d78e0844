using System;
using LvsMon.Core.Config;
using LvsMon.Core.Notify;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Simulation.Surroundings;

namespace LvsMon.Simulation.Checkers;

/// <summary>
/// Watches the programs of <c>notify</c> by what the documentation promises: which line is told which change and what
/// it is told with it, one at a time for a service and in order, turns between services, TERM and KILL at their times,
/// nothing left waiting for nothing, and nothing begun at the end.
/// </summary>
internal sealed class NotifyOracle : INotifyWatch
{
    private const int Places = 8;
    private const long LimitUs = 10_000_000;
    private const long GraceUs = 2_000_000;
    private const long EndUs = 1_000_000;
    private const long PauseUs = 1_000_000;
    private readonly World _world;
    private readonly Run[] _runs = new Run[Places];
    private readonly NotifyLedger _ledger;
    private readonly NotifyTold _told;
    private ulong[] _overtakers;
    private int _running;
    private int _starts;
    private long _started;
    private long _pausedUntilUs = long.MinValue;
    private long _endsUs = long.MaxValue;
    private long _nextUs = long.MaxValue;
    private bool _isUntoldTold;
    private bool _hasNothing;

    /// <summary>A daemon begins.</summary>
    public NotifyOracle(World world, Plan plan)
    {
        _world = world;
        NotifyNames names = new(plan);
        _ledger = new NotifyLedger(names);
        _told = new NotifyTold(names);
        _overtakers = new ulong[plan.Services.Length];
    }

    /// <summary>What is up and what carries.</summary>
    public (VerdictOracle Verdicts, OrderOracle Orders) Truth { get; set; }

    /// <summary>Changes that no program was told.</summary>
    public long Skipped => _ledger.Skipped;

    /// <summary>True when everything was told and nothing runs.</summary>
    public bool IsAtRest => _ledger.Waiting == 0 && _running == 0;

    private NotifyNames Names => _ledger.Names;

    private long NowUs => _world.SeenUs;

    /// <summary>A fact that concerns programs.</summary>
    public void Told(in Fact fact, DetailPool details)
    {
        if (fact.Kind is FactKind.Up or FactKind.Down)
        {
            _ledger.Change(fact);
        }
        else if (fact.Kind == FactKind.NotifyFailed && fact.Service < 0)
        {
            if (_isUntoldTold || _endsUs == long.MaxValue || fact.A != _ledger.Waiting)
            {
                throw new SimulationFailure($"{fact.A} changes are told to be lost, it is {_ledger.Waiting}");
            }

            _isUntoldTold = true;
        }
        else
        {
            _told.Take(fact, details.Find(fact.Detail, out _));
        }
    }

    /// <inheritdoc/>
    public void Started(int place, ReadOnlySpan<byte> words, int arguments, OsError error)
    {
        NotifyWords told = new(words, arguments);
        int service = Names.FindService(told["LVSMON_KEY="u8]);
        int line = service < 0 ? -1 : Names.FindLine(service, told.Program);
        int real = service < 0 ? -1 : Names.FindReal(service, told["LVSMON_REAL="u8]);
        Demand(line >= 0 && real >= 0, "a program is told of what is not there", service);
        Demand(_endsUs == long.MaxValue, "a program is started after the end", service);
        Demand(!IsBusy(service), "a second program runs", service);
        Demand(_ledger.Next(service) == (real, line), "a program is not the next", service);
        CheckWords(in told, service, real);
        int skipped = _ledger.Take(service, real, line);
        Demand(told.Number("LVSMON_SKIPPED="u8) == skipped, "a program is told wrongly how many were lost", service);
        _starts++;
        Overtake(service);
        if (error == OsError.None)
        {
            _running++;
            _started++;
            _hasNothing = false;
            ServiceKey key = Names.Plan.Services[service].Key;
            _runs[place] = new Run { IsRunning = true, Key = key, Service = service, Line = line, StartedUs = NowUs };
            return;
        }

        bool isOurs = error is OsError.NoDescriptor or OsError.NoMemory;
        if (!isOurs || !_hasNothing)
        {
            _told.Fail(service, line, WhyNot(error), -1);
        }

        if (isOurs)
        {
            _hasNothing = true;
            _ledger.PutBack(service, real, line, skipped);
            _pausedUntilUs = NowUs + PauseUs;
        }
    }

    /// <inheritdoc/>
    public void Reaped(int place, CommandExit exit)
    {
        Run run = _runs[place];
        _runs[place] = default;
        _running--;
        if (run.IsOverdue)
        {
            return;
        }

        if (run.SignalledUs > 0 && exit.Signalled)
        {
            _told.Fail(run.Service, run.Line, "stopped, the daemon ends", -1);
        }
        else if (exit.Signalled || exit.Code != 0)
        {
            _told.Fail(run.Service, run.Line, exit.Signalled ? "signal" : "exit", exit.Code);
        }
        else
        {
            _told.Succeed(run.Service, run.Line);
        }
    }

    /// <inheritdoc/>
    public void Signalled(int place, bool isKill)
    {
        ref Run run = ref _runs[place];
        Demand(!run.IsKilled && isKill == run.SignalledUs > 0, "a signal comes out of order", run.Service);
        Demand(DueUs(in run) <= NowUs, isKill ? "SIGKILL comes early" : "SIGTERM comes early", run.Service);
        run.IsKilled = isKill;
        run.SignalledUs = NowUs;
        if (!isKill && _endsUs == long.MaxValue)
        {
            run.IsOverdue = true;
            _told.Fail(run.Service, run.Line, "no end within 10s, stopped", -1);
        }
    }

    /// <summary>A turn is over, or what comes after the turns.</summary>
    public void AfterTurn(NotifySink sink)
    {
        _told.AfterTurn();
        if (IsAtRest && _starts == 0 && _nextUs == long.MaxValue)
        {
            return;
        }

        Demand(!_world.Sockets.HasSleptPast(_nextUs), "the loop sleeps although a program waits for it", -1);
        Demand(!_world.Notify.IsLeftUnseen, "a program has ended and nobody looks", -1);
        Demand(_starts <= NotifySink.StartsPerTurn, "too many programs are started in a turn", -1);
        Demand(_running <= Places, "too many programs run", -1);
        _nextUs = long.MaxValue;
        foreach (ref readonly Run run in _runs.AsSpan())
        {
            long dueUs = run.IsRunning ? DueUs(in run) : long.MaxValue;
            Demand(dueUs > NowUs, "a program that is overdue gets no signal", run.Service);
            _nextUs = Math.Min(_nextUs, dueUs);
        }

        if (_endsUs == long.MaxValue && _running < Places && AnyReady())
        {
            bool isHeld = NowUs < _pausedUntilUs;
            Demand(isHeld || _starts > 0, "a change waits and nothing is started", -1);
            _nextUs = Math.Min(_nextUs, Math.Max(NowUs, _pausedUntilUs));
        }

        _starts = 0;
        if (sink.Runs != _started || sink.Failures != _told.Failures || sink.Skipped != _ledger.Skipped)
        {
            throw new SimulationFailure(
                $"{sink.Runs} runs, {sink.Failures} failed, {sink.Skipped} changes lost, it is {_started}, "
                + $"{_told.Failures}, {_ledger.Skipped}");
        }
    }

    /// <summary>The daemon begins its end.</summary>
    public void End()
    {
        _endsUs = NowUs;
        _isUntoldTold = false;
        _nextUs = long.MaxValue;
    }

    /// <summary>The daemon has ended: what nobody was told was counted, and nothing is left.</summary>
    public void CheckEnded() =>
        Demand(_isUntoldTold == _ledger.Waiting > 0, "changes are lost at the end and nobody is told", -1);

    /// <summary>Another plan.</summary>
    public void Follow(PlanMatch match)
    {
        NotifyNames before = Names;
        NotifyNames names = new(match.New);
        _ledger.Follow(match, names);
        _told.Follow(match, names);
        _overtakers = new ulong[match.New.Services.Length];
        foreach (ref Run run in _runs.AsSpan())
        {
            if (run.IsRunning)
            {
                ServiceKey key = run.Key;
                int service = Array.FindIndex(match.New.Services, one => one.Key == key);
                run.Line = service < 0 || run.Line < 0 ? -1 : names.LineOf(service, before, run.Service, run.Line);
                run.Service = service;
            }
        }

        // Where nothing of the old waits, what a reload brings is looked at in the turn after it.
        _nextUs = long.MaxValue;
    }

    private static string WhyNot(OsError error) => error switch
    {
        OsError.NotFound => "cannot be started: no such file",
        OsError.NotPermitted => "cannot be started: not permitted",
        OsError.NoDescriptor => "cannot be started: no descriptor left; trying again",
        OsError.NoMemory => "cannot be started: no memory or process left; trying again",
        _ => "cannot be started",
    };

    private void CheckWords(in NotifyWords told, int service, int real)
    {
        (long sequence, bool isUp) = _ledger.Newest(real);
        Demand(told["LVSMON_EVENT="u8].SequenceEqual(isUp ? "up"u8 : "down"u8), "a program is told the wrong", service);
        Demand(told.Number("LVSMON_SEQ="u8) == sequence, "a program is told an old number", service);
        Demand(
            Names.IsService(service, told["LVSMON_SERVICE="u8], told["LVSMON_SET="u8]),
            "a program is told another service",
            service);
        int up = Truth.Verdicts.Services.UpOf(service);
        int carrying = 0;
        ServicePlan plan = Names.Plan.Services[service];
        for (int i = plan.FirstReal; i < plan.FirstReal + plan.RealCount; i++)
        {
            carrying += Truth.Orders.Carries(i) ? 1 : 0;
        }

        bool isRight = told.Number("LVSMON_UP="u8) == up && told.Number("LVSMON_CARRYING="u8) == carrying;
        Demand(isRight, "a program is told wrong numbers of real servers", service);
        Demand(!told["LVSMON_REASON="u8].IsEmpty && told["LVSMON_TIME="u8].Length == 25, "words are missing", service);
    }

    /// <summary>Services take turns: none is started twice while another one waits.</summary>
    private void Overtake(int service)
    {
        _overtakers[service] = 0;
        for (int other = 0; other < _overtakers.Length; other++)
        {
            if (other == service || _ledger.WaitingOf(other) == 0 || IsBusy(other))
            {
                _overtakers[other] = 0;
                continue;
            }

            Demand((_overtakers[other] & (1UL << service)) == 0, "another one has waited longer than", service);
            _overtakers[other] |= 1UL << service;
        }
    }

    private bool AnyReady()
    {
        for (int service = 0; service < _overtakers.Length; service++)
        {
            if (_ledger.WaitingOf(service) > 0 && !IsBusy(service))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsBusy(int service)
    {
        foreach (ref readonly Run run in _runs.AsSpan())
        {
            if (run.IsRunning && run.Service == service)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>When a program gets its next signal.</summary>
    private long DueUs(in Run run) => run.IsKilled ? long.MaxValue
        : run.SignalledUs > 0 ? run.SignalledUs + GraceUs
        : Math.Min(run.StartedUs + LimitUs, _endsUs == long.MaxValue ? long.MaxValue : _endsUs + EndUs);

    private void Demand(bool isTrue, string what, int service)
    {
        if (!isTrue)
        {
            string name = (uint)service < (uint)Names.Plan.Services.Length ? Names.Plan.Services[service].Name : "-";
            throw new SimulationFailure($"{what}: service {name}");
        }
    }

    private struct Run
    {
        public bool IsRunning;
        public bool IsOverdue;
        public bool IsKilled;
        public ServiceKey Key;
        public int Service;
        public int Line;
        public long StartedUs;
        public long SignalledUs;
    }
}
