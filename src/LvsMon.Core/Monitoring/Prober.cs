using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// Moves attempts through CONNECT, CONRESULT, QUERY and RECV: does the input and output that the check program asks
/// for, keeps the deadline
/// of each phase, and collects the conclusions of the turn.
/// </summary>
internal sealed class Prober
{
    private const int ReceiveBytes = 16 * 1024;

    /// <summary>Reads of one slot in one turn: a talkative peer must not hold the loop.</summary>
    private const int ReadsPerTurn = 8;

    private readonly IProgramSet _sockets;
    private readonly LagMeter _lag;
    private readonly DetailPool _details;
    private readonly Nonces _nonces;
    private readonly AttemptDeadlines _deadlines;
    private readonly byte[] _received = new byte[ReceiveBytes];
    private Plan _plan;
    private Conclusion[] _conclusions = [];
    private int _count;
    private int _share = ReadShare.BytesPerTurn;

    public Prober(Plan plan, IProgramSet sockets, LagMeter lag, DetailPool details, ulong seed)
    {
        _nonces = new Nonces(seed);
        _plan = plan;
        _sockets = sockets;
        _lag = lag;
        _details = details;
        _deadlines = new AttemptDeadlines(Attempts, lag);
        Follow(plan);
    }

    /// <summary>The attempts in flight.</summary>
    public AttemptTable Attempts { get; } = new();

    /// <summary>Attempts that may be in flight at once.</summary>
    public int Limit { get; private set; }

    /// <summary>What has ended in this turn.</summary>
    public ReadOnlySpan<Conclusion> Conclusions => _conclusions.AsSpan(0, _count);

    /// <summary>Makes room for a new plan; attempts in flight go on.</summary>
    public void Follow(Plan plan)
    {
        _plan = plan;
        Limit = plan.MaxInFlight;
        Attempts.Grow(plan.MaxInFlight, plan.BufferedMonitors, plan.BufferBytes);
        _sockets.Grow(Attempts.Capacity);
        if (_conclusions.Length < Attempts.Capacity + MonitorLoop.StartsPerTurn)
        {
            Array.Resize(ref _conclusions, Attempts.Capacity + MonitorLoop.StartsPerTurn);
        }

        _deadlines.Follow(plan);
        _sockets.Prepare(plan.TlsInUse());
    }

    /// <summary>Divides what is read in this turn among <paramref name="ready"/> slots.</summary>
    public void Share(int ready) => _share = ReadShare.Of(ready);

    /// <summary>Forgets the turn's conclusions.</summary>
    public void Clear() => _count = 0;

    /// <summary>Marks the attempts for which the turn that began at <paramref name="begunUs"/> was too late.</summary>
    public void NoteLag(long begunUs) => _deadlines.NoteLag(begunUs);

    /// <summary>Begins an attempt; only while fewer than <see cref="Limit"/> are in flight.</summary>
    public void Start(int monitor, long nowUs)
    {
        ref readonly MonitorPlan plan = ref _plan.Monitors[monitor];
        if (!Attempts.TryTake(monitor, plan.Program.BufferBytes > 0, out int slot))
        {
            _conclusions[_count++] = new Conclusion(monitor, new CheckResult(CheckReason.NoMemory), 0, 0);
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
            End(slot, new CheckResult(ConnectErrors.WhileConnecting(error)), default, nowUs);
            return;
        }

        _deadlines.Enter(slot, MonitorPhase.Connect, plan.BeginningUs, nowUs);
    }

    /// <summary>Moves an attempt on whose slot is ready.</summary>
    public void Advance(int slot, Readiness what, long nowUs)
    {
        switch (Attempts[slot].Phase)
        {
            case MonitorPhase.Connect:
                FinishConnect(slot, nowUs);
                break;
            case MonitorPhase.Handshake:
                FinishTls(slot, nowUs);
                break;
            case MonitorPhase.Query when (what & Readiness.Send) != 0:
                Query(slot, nowUs);
                break;
            case MonitorPhase.Recv when (what & Readiness.Receive) != 0:
                Receive(slot, nowUs);
                break;
            default:
                break;
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
            ref readonly Attempt attempt = ref Attempts[slot];
            CheckReason reason = AttemptEnds.TimeoutOf(attempt.Phase, ProgramOf(in attempt));
            End(slot, new CheckResult(reason), default, nowUs);
        }
    }

    /// <summary>Ends an attempt without a result: its monitor is gone.</summary>
    public void Abandon(int slot)
    {
        _sockets.Close(slot);
        Attempts.Release(slot);
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

    private CheckProgram ProgramOf(in Attempt attempt) => _plan.Monitors[attempt.Monitor].Program;

    private void FinishConnect(int slot, long nowUs)
    {
        ref Attempt attempt = ref Attempts[slot];
        OsError error = _sockets.FinishConnect(slot);
        if (error == OsError.WouldBlock)
        {
            return;
        }

        attempt.Phase = MonitorPhase.ConResult;
        if (error != OsError.None)
        {
            bool isProgram = ProgramOf(in attempt).Runs is not null;
            End(slot, new CheckResult(AttemptEnds.WhileBeginning(error, isProgram)), default, nowUs);
            return;
        }

        attempt.ConnectUs = (int)Math.Min(int.MaxValue, nowUs - attempt.StartUs);
        CheckProgram program = ProgramOf(in attempt);
        if (program.Runs is not null)
        {
            // Its time begins here: that it had to wait for its turn is not the server's doing.
            attempt.ConnectUs = 0;
            attempt.StartUs = nowUs;
            attempt.DeadlineUs = nowUs + _plan.Monitors[attempt.Monitor].TimeoutUs;
            attempt.LagAtStartUs = _lag.TotalUs;
        }

        Obey(slot, program.Connected(ref attempt.Scratch, Attempts.BufferOf(in attempt)), nowUs);
    }

    /// <returns>True while the attempt goes on and wants bytes.</returns>
    private bool Obey(int slot, in CheckStep step, long nowUs)
    {
        switch (step.Kind)
        {
            case CheckStepKind.Done:
                End(slot, step.Result, step.Evidence, nowUs);
                return false;

            case CheckStepKind.Send or CheckStepKind.SendKept:
                ref Attempt attempt = ref Attempts[slot];
                attempt.Outgoing = step.Bytes;
                attempt.KeptBytes = step.KeptBytes;
                attempt.Sent = 0;
                _deadlines.Enter(slot, MonitorPhase.Query, _plan.Monitors[attempt.Monitor].ReceiveTimeoutUs, nowUs);
                Query(slot, nowUs);
                return false;

            case CheckStepKind.StartTls:
                StartTls(slot, nowUs);
                return false;

            default:
                if (Attempts[slot].Phase != MonitorPhase.Recv)
                {
                    EnterReceive(slot, nowUs);
                }

                return true;
        }
    }

    private void StartTls(int slot, long nowUs)
    {
        ref Attempt attempt = ref Attempts[slot];
        OsError error = _sockets.StartTls(slot, ProgramOf(in attempt).Tls!);
        if (error != OsError.None)
        {
            End(slot, new CheckResult(ConnectErrors.WhileSecuring(error)), default, nowUs);
            return;
        }

        uint timeoutUs = _plan.Monitors[attempt.Monitor].ReceiveTimeoutUs;
        _deadlines.Enter(slot, MonitorPhase.Handshake, timeoutUs, nowUs);
    }

    private void FinishTls(int slot, long nowUs)
    {
        ref Attempt attempt = ref Attempts[slot];
        OsError error = _sockets.FinishTls(slot, _received, out TlsEnd end);
        if (error == OsError.WouldBlock)
        {
            return;
        }

        attempt.TlsUs = (int)Math.Min(int.MaxValue, nowUs - attempt.EnteredUs);
        (attempt.Term, attempt.QueryUs) = (end.Term, 0);
        CheckReason reason = error == OsError.None ? ConnectErrors.Of(end.Result) : ConnectErrors.WhileSecuring(error);
        if (reason != CheckReason.None)
        {
            End(slot, new CheckResult(reason, end.Number), _received.AsSpan(0, end.Shown), nowUs);
            return;
        }

        Obey(slot, ProgramOf(in attempt).Secured(ref attempt.Scratch, Attempts.BufferOf(in attempt)), nowUs);
    }

    private void Query(int slot, long nowUs)
    {
        ref Attempt attempt = ref Attempts[slot];
        ReadOnlySpan<byte> outgoing = attempt.KeptBytes > 0
            ? Attempts.BufferOf(in attempt)[..attempt.KeptBytes] : attempt.Outgoing.Span;
        while (attempt.Sent < outgoing.Length)
        {
            OsError error = _sockets.Send(slot, outgoing[attempt.Sent..], out int sent);
            if (error == OsError.WouldBlock || (error == OsError.None && sent == 0))
            {
                _sockets.Expect(slot, Readiness.Send);
                return;
            }

            if (error == OsError.Reset)
            {
                // The peer may have answered before it closed: what it said decides.
                break;
            }

            if (error != OsError.None)
            {
                EndByError(slot, error, nowUs);
                return;
            }

            attempt.Sent += sent;
        }

        EnterReceive(slot, nowUs);
    }

    private void EnterReceive(int slot, long nowUs)
    {
        Attempts[slot].NoteAsked(nowUs);
        _deadlines.Enter(slot, MonitorPhase.Recv, _plan.Monitors[Attempts[slot].Monitor].AnswerUs, nowUs);
        _sockets.Expect(slot, Readiness.Receive);
    }

    private void Receive(int slot, long nowUs)
    {
        ref Attempt attempt = ref Attempts[slot];
        CheckProgram program = ProgramOf(in attempt);
        bool isStream = program.Transport == Transport.Stream;
        bool hasEnd = isStream || program.Runs is not null;
        int share = _share;
        for (int reads = 0; reads < ReadsPerTurn && share > 0; reads++)
        {
            // Datagrams that are passed over are bounded by the deadline, and those before it never cut an answer.
            int most = Math.Min(share, ReceiveBytes);
            int room = isStream ? Math.Clamp(program.MaxBytes - attempt.Received, 1, most) : ReceiveBytes;
            OsError error = _sockets.Receive(slot, _received.AsSpan(0, room), out int received);
            if (error == OsError.WouldBlock)
            {
                return;
            }

            if (error != OsError.None)
            {
                EndByError(slot, error, nowUs);
                return;
            }

            if (received == 0 && hasEnd)
            {
                Closed(slot, program, nowUs);
                return;
            }

            share -= received;
            attempt.Received += received;
            CheckStep step = program.Received(
                ref attempt.Scratch, _received.AsSpan(0, received), Attempts.BufferOf(in attempt));
            if (isStream && step.Kind != CheckStepKind.Done && attempt.Received >= program.MaxBytes)
            {
                End(slot, new CheckResult(CheckReason.TooLong), default, nowUs);
                return;
            }

            if (!Obey(slot, in step, nowUs))
            {
                return;
            }
        }

        _sockets.Again(slot);
    }

    private void EndByError(int slot, OsError error, long nowUs)
    {
        if (error == OsError.Insecure)
        {
            _sockets.FinishTls(slot, _received, out TlsEnd end);
            CheckReason reason = ConnectErrors.OfBroken(end.Result);
            End(slot, new CheckResult(reason, end.Number), _received.AsSpan(0, end.Shown), nowUs);
            return;
        }

        Transport transport = ProgramOf(in Attempts[slot]).Transport;
        End(slot, new CheckResult(ConnectErrors.WhileConnected(error, transport)), default, nowUs);
    }

    private void Closed(int slot, CheckProgram program, long nowUs)
    {
        ref Attempt attempt = ref Attempts[slot];
        Span<byte> buffer = Attempts.BufferOf(in attempt);
        CheckStep step = program.Runs is null
            ? program.Closed(ref attempt.Scratch, buffer)
            : program.Exited(ref attempt.Scratch, _sockets.ExitStatus(slot), buffer);
        bool isDone = step.Kind == CheckStepKind.Done;
        End(slot, isDone ? step.Result : new CheckResult(CheckReason.ClosedEarly), step.Evidence, nowUs);
    }

    private void End(int slot, CheckResult result, ReadOnlySpan<byte> evidence, long nowUs)
    {
        ref Attempt attempt = ref Attempts[slot];
        if (attempt.IsStruck && AttemptEnds.MayBeOurDoing(result.Reason))
        {
            _lag.Lost();
            result = new CheckResult(CheckReason.OwnLag);
        }

        bool hasDetail = result.Outcome == CheckOutcome.Fail || !evidence.IsEmpty;
        int detail = !hasDetail ? 0 : FailureDetail.Keep(
            _details, ProgramOf(in attempt), ref attempt, Attempts.BufferOf(in attempt), evidence);
        int checkUs = (int)Math.Min(int.MaxValue, nowUs - attempt.StartUs);
        Conclusion conclusion = new(attempt.Monitor, result, checkUs, detail)
        {
            ConnectUs = attempt.ConnectUs,
            TlsUs = attempt.TlsUs,
            QueryUs = attempt.QueryUs,
            Term = attempt.Term,
            Received = attempt.Received,
        };
        _sockets.Close(slot);
        Attempts.Release(slot);
        _conclusions[_count++] = conclusion;
    }
}
