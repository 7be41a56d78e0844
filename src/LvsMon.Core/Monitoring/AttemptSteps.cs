using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// One step of one attempt: does the input and output that the check program asks for, until nothing more is to be done
/// now, and collects the conclusions of the turn.
/// </summary>
internal sealed class AttemptSteps
{
    private const int ReceiveBytes = 16 * 1024;

    /// <summary>Reads of one slot in one turn: a talkative peer must not hold the loop.</summary>
    private const int ReadsPerTurn = 8;

    /// <summary>The same inside TLS, where a read may stand for much that is not shown.</summary>
    private const int SecureReadsPerTurn = 2;

    private readonly AttemptTable _attempts;
    private readonly AttemptDeadlines _deadlines;
    private readonly IProgramSet _sockets;
    private readonly LagMeter _lag;
    private readonly DetailPool _details;
    private readonly byte[] _received = new byte[ReceiveBytes];
    private Plan _plan;
    private Conclusion[] _conclusions = [];
    private int _count;

    public AttemptSteps(
        Plan plan,
        AttemptTable attempts,
        AttemptDeadlines deadlines,
        IProgramSet sockets,
        LagMeter lag,
        DetailPool details)
    {
        _plan = plan;
        _attempts = attempts;
        _deadlines = deadlines;
        _sockets = sockets;
        _lag = lag;
        _details = details;
    }

    /// <summary>What has ended in this turn.</summary>
    public ReadOnlySpan<Conclusion> Conclusions => _conclusions.AsSpan(0, _count);

    /// <summary>Bytes that one step may read.</summary>
    public int Share { get; set; } = ReadShare.BytesPerTurn;

    /// <summary>Bytes that all steps have read since the start.</summary>
    public long ReadBytes { get; private set; }

    /// <summary>Makes room for the attempts of a new plan.</summary>
    public void Follow(Plan plan)
    {
        _plan = plan;
        if (_conclusions.Length < _attempts.Capacity + MonitorLoop.StartsPerTurn)
        {
            Array.Resize(ref _conclusions, _attempts.Capacity + MonitorLoop.StartsPerTurn);
        }
    }

    /// <summary>Forgets the turn's conclusions.</summary>
    public void Clear() => _count = 0;

    /// <summary>Takes a conclusion about what never became an attempt.</summary>
    public void Add(in Conclusion conclusion) => _conclusions[_count++] = conclusion;

    /// <summary>What the slot of an attempt waits for before a step of this phase; the step may want something else
    /// after it.</summary>
    public static Readiness ExpectedIn(MonitorPhase phase) =>
        phase is MonitorPhase.Connect or MonitorPhase.Query ? Readiness.Send : Readiness.Receive;

    /// <summary>What an attempt's check is.</summary>
    public CheckProgram ProgramOf(in Attempt attempt) => _plan.Monitors[attempt.Monitor].Program;

    /// <summary>Moves an attempt on whose slot is ready.</summary>
    public void Move(int slot, Readiness what, long nowUs)
    {
        switch (_attempts[slot].Phase)
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

    /// <summary>Ends an attempt by the deadline of its phase.</summary>
    public void EndOverdue(int slot, long nowUs)
    {
        ref readonly Attempt attempt = ref _attempts[slot];
        End(slot, new CheckResult(AttemptEnds.TimeoutOf(attempt.Phase, ProgramOf(in attempt))), default, nowUs);
    }

    /// <summary>Ends an attempt and frees its slot.</summary>
    public void End(int slot, CheckResult result, ReadOnlySpan<byte> evidence, long nowUs)
    {
        ref Attempt attempt = ref _attempts[slot];
        if (attempt.IsStruck && AttemptEnds.MayBeOurDoing(result.Reason))
        {
            _lag.Lost();
            result = new CheckResult(CheckReason.OwnLag);
        }

        bool hasDetail = result.Outcome == CheckOutcome.Fail || !evidence.IsEmpty;
        int detail = !hasDetail ? 0 : FailureDetail.Keep(
            _details, ProgramOf(in attempt), ref attempt, _attempts.BufferOf(in attempt), evidence);
        _conclusions[_count++] = attempt.Conclude(result, detail, nowUs);
        _sockets.Close(slot);
        _attempts.Release(slot);
    }

    private void FinishConnect(int slot, long nowUs)
    {
        ref Attempt attempt = ref _attempts[slot];
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

        attempt.ConnectUs = (int)Math.Min(int.MaxValue, attempt.ReadyUs(nowUs) - attempt.StartUs);
        CheckProgram program = ProgramOf(in attempt);
        if (program.Runs is not null)
        {
            // Its time begins here: that it had to wait for its turn is not the server's doing.
            attempt.ConnectUs = 0;
            attempt.StartUs = nowUs;
            attempt.DeadlineUs = nowUs + _plan.Monitors[attempt.Monitor].TimeoutUs;
            attempt.LagAtStartUs = _lag.TotalUs;
        }

        Obey(slot, program.Connected(ref attempt.Scratch, _attempts.BufferOf(in attempt)), nowUs);
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
                ref Attempt attempt = ref _attempts[slot];
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
                if (_attempts[slot].Phase != MonitorPhase.Recv)
                {
                    EnterReceive(slot, nowUs);
                }

                return true;
        }
    }

    private void StartTls(int slot, long nowUs)
    {
        ref Attempt attempt = ref _attempts[slot];
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
        ref Attempt attempt = ref _attempts[slot];
        OsError error = _sockets.FinishTls(slot, _received, out TlsEnd end);
        if (error == OsError.WouldBlock)
        {
            return;
        }

        attempt.TlsUs = (int)Math.Clamp(attempt.ReadyUs(nowUs) - attempt.EnteredUs, 1, int.MaxValue);
        (attempt.Term, attempt.QueryUs) = (end.Term, 0);
        CheckReason reason = error == OsError.None ? ConnectErrors.Of(end.Result) : ConnectErrors.WhileSecuring(error);
        if (reason != CheckReason.None)
        {
            End(slot, new CheckResult(reason, end.Number), _received.AsSpan(0, end.Shown), nowUs);
            return;
        }

        Obey(slot, ProgramOf(in attempt).Secured(ref attempt.Scratch, _attempts.BufferOf(in attempt)), nowUs);
    }

    private void Query(int slot, long nowUs)
    {
        ref Attempt attempt = ref _attempts[slot];
        ReadOnlySpan<byte> outgoing = attempt.KeptBytes > 0
            ? _attempts.BufferOf(in attempt)[..attempt.KeptBytes] : attempt.Outgoing.Span;
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
        _attempts[slot].NoteAsked(nowUs);
        _deadlines.Enter(slot, MonitorPhase.Recv, _plan.Monitors[_attempts[slot].Monitor].AnswerUs, nowUs);
        _sockets.Expect(slot, Readiness.Receive);
    }

    private void Receive(int slot, long nowUs)
    {
        ref Attempt attempt = ref _attempts[slot];
        CheckProgram program = ProgramOf(in attempt);
        bool isStream = program.Transport == Transport.Stream;
        bool hasEnd = isStream || program.Runs is not null;
        int share = Share;
        int readsLeft = program.Tls is null ? ReadsPerTurn : SecureReadsPerTurn;
        for (; readsLeft > 0 && share > 0; readsLeft--)
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
            ReadBytes += received;
            attempt.Received += received;
            CheckStep step = program.Received(
                ref attempt.Scratch, _received.AsSpan(0, received), _attempts.BufferOf(in attempt));
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

        Transport transport = ProgramOf(in _attempts[slot]).Transport;
        End(slot, new CheckResult(ConnectErrors.WhileConnected(error, transport)), default, nowUs);
    }

    private void Closed(int slot, CheckProgram program, long nowUs)
    {
        ref Attempt attempt = ref _attempts[slot];
        Span<byte> buffer = _attempts.BufferOf(in attempt);
        CheckStep step = program.Runs is null
            ? program.Closed(ref attempt.Scratch, buffer)
            : program.Exited(ref attempt.Scratch, _sockets.ExitStatus(slot), buffer);
        End(slot, AttemptEnds.AtTheEnd(in step), step.Evidence, nowUs);
    }
}
