using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// Begins attempts, says which of them take their next step through CONNECT, CONRESULT, QUERY and RECV, and ends those
/// whose time is up.
/// </summary>
internal sealed class Prober
{
    private readonly IProgramSet _sockets;
    private readonly LagMeter _lag;
    private readonly Nonces _nonces;
    private readonly AttemptDeadlines _deadlines;
    private readonly CostlySteps _costly;
    private readonly AttemptSteps _steps;
    private Plan _plan;

    public Prober(Plan plan, IProgramSet sockets, LagMeter lag, DetailPool details, ulong seed)
    {
        _nonces = new Nonces(seed);
        _plan = plan;
        _sockets = sockets;
        _lag = lag;
        _deadlines = new AttemptDeadlines(Attempts, lag);
        _costly = new CostlySteps(Attempts);
        _steps = new AttemptSteps(plan, Attempts, _deadlines, sockets, lag, details);
        Follow(plan);
    }

    /// <summary>The attempts in flight.</summary>
    public AttemptTable Attempts { get; } = new();

    /// <summary>Attempts that may be in flight at once.</summary>
    public int Limit { get; private set; }

    /// <summary>When the oldest work of the attempts is or was due: a costly step that waits, or the next deadline;
    /// <see cref="long.MaxValue"/> for none.</summary>
    public long DueUs => Math.Min(_costly.OldestUs, Attempts.EarliestDeadlineUs);

    /// <summary>What has ended in this turn.</summary>
    public ReadOnlySpan<Conclusion> Conclusions => _steps.Conclusions;

    /// <summary>Makes room for a new plan; attempts in flight go on.</summary>
    public void Follow(Plan plan)
    {
        _plan = plan;
        Limit = plan.MaxInFlight;
        Attempts.Grow(plan.MaxInFlight, plan.BufferedMonitors, plan.BufferBytes);
        _sockets.Grow(Attempts.Capacity);
        _steps.Follow(plan);
        _deadlines.Follow(plan);
        _sockets.Prepare(plan.TlsInUse());
    }

    /// <summary>Divides what is read in this turn among <paramref name="ready"/> slots.</summary>
    public void Share(int ready) => _steps.Share = ReadShare.Of(ready);

    /// <summary>Forgets the turn's conclusions.</summary>
    public void Clear() => _steps.Clear();

    /// <summary>Marks the attempts for which the turn that began at <paramref name="begunUs"/> was too late.</summary>
    public void NoteLag(long begunUs) => _deadlines.NoteLag(begunUs);

    /// <summary>Begins an attempt; only while fewer than <see cref="Limit"/> are in flight.</summary>
    public void Start(int monitor, long nowUs)
    {
        ref readonly MonitorPlan plan = ref _plan.Monitors[monitor];
        if (!Attempts.TryTake(monitor, plan.Program.BufferBytes > 0, out int slot))
        {
            _steps.Add(new Conclusion(monitor, new CheckResult(CheckReason.NoMemory), 0, 0));
            return;
        }

        ref Attempt attempt = ref Attempts[slot];
        attempt.StartUs = nowUs;
        attempt.DeadlineUs = nowUs + plan.TimeoutUs;
        attempt.LagAtStartUs = _lag.TotalUs;
        if (plan.Program.WantsNonce)
        {
            CheckScratch.As<uint>(ref attempt.Scratch) = _nonces.Next();
        }

        OsError error = Begin(slot, in plan);
        if (error != OsError.None)
        {
            _steps.End(slot, new CheckResult(ConnectErrors.WhileConnecting(error)), default, nowUs);
            return;
        }

        _deadlines.Enter(slot, MonitorPhase.Connect, plan.BeginningUs, nowUs);
    }

    /// <summary>Moves an attempt on whose slot is ready; a costly step waits for <see cref="Serve"/>. Harmless when the
    /// attempt has ended since.</summary>
    public void Advance(int slot, Readiness what, long nowUs)
    {
        ref readonly Attempt attempt = ref Attempts[slot];
        if (attempt.Monitor < 0)
        {
            return;
        }

        if (CostlySteps.Has(in attempt, _steps.ProgramOf(in attempt)))
        {
            _costly.Add(slot, nowUs);
        }
        else
        {
            _steps.Move(slot, what, nowUs);
        }
    }

    /// <summary>Does the costly steps that wait, for as long as a turn has time for them and for what they read.
    /// </summary>
    public void Serve(IClock clock, long nowUs)
    {
        _steps.Share = ReadShare.CostlyBytes;
        long untilUs = _costly.OldestUs == long.MaxValue ? 0 : clock.NowUs + CostlySteps.PerTurnUs;
        long lastByte = _steps.ReadBytes + ReadShare.BytesPerTurn;
        bool hasRoom = true;
        _costly.BeginTurn();
        while (_costly.TryTake(hasRoom, out int slot))
        {
            ServeOne(slot, nowUs);
            hasRoom = clock.NowUs < untilUs && _steps.ReadBytes + ReadShare.CostlyBytes <= lastByte;
        }

        while (_costly.TryNotice(out int slot))
        {
            // It would be reported in each turn until it is served, and leave no place to others.
            _sockets.Expect(slot, Readiness.None);
            Attempts[slot].IsMuted = true;
        }
    }

    /// <summary>
    /// Ends the attempts whose deadline has passed, minus the loop's own lag: a short lag moves the deadline by as
    /// much, a long one (<see cref="NoteLag"/>) makes the attempt inconclusive.
    /// </summary>
    public void Expire(long nowUs)
    {
        while (_deadlines.TryExpire(nowUs, out int slot))
        {
            _steps.EndOverdue(slot, nowUs);
        }
    }

    /// <summary>Ends an attempt without a result: its monitor is gone.</summary>
    public void Abandon(int slot)
    {
        _costly.Remove(slot);
        _sockets.Close(slot);
        Attempts.Release(slot);
    }

    private void ServeOne(int slot, long nowUs)
    {
        ref Attempt attempt = ref Attempts[slot];
        Readiness expected = AttemptSteps.ExpectedIn(attempt.Phase);
        _deadlines.Credit(slot, nowUs - attempt.WaitingSinceUs);
        if (attempt.IsMuted)
        {
            attempt.IsMuted = false;
            _sockets.Expect(slot, expected);
        }

        _steps.Move(slot, expected, nowUs);
        attempt.WaitingSinceUs = 0;
        if (attempt.Monitor >= 0 && _deadlines.IsOver(slot, nowUs))
        {
            // What came in time has been looked at; were it left to the turn, it might wait again by then.
            _steps.EndOverdue(slot, nowUs);
        }
    }

    private OsError Begin(int slot, in MonitorPlan plan)
    {
        if (plan.Program.Runs is not { } program)
        {
            return _sockets.Connect(
                slot, plan.Target, plan.Source, plan.Program.SpeaksFirst, plan.Program.Transport);
        }

        _sockets.Run(slot, program, plan.Target, plan.Source);
        return OsError.None;
    }
}
