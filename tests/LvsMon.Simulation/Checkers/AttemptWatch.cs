using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;
using LvsMon.Simulation.Episodes;
using LvsMon.Simulation.Peers;
using LvsMon.Simulation.Surroundings;
using LvsMon.Testing.Os;

namespace LvsMon.Simulation.Checkers;

/// <summary>
/// Knows of every connection what its peer does, and so what the check must come to; and that every attempt ends by
/// its deadline and a turn, whatever the peer does.
/// </summary>
internal sealed class AttemptWatch : IConnectionWatch
{
    /// <summary>From so much lag in one turn, or the attempt's whole timeout, an attempt may be inconclusive.</summary>
    private const long StrikingUs = 1_000_000;

    /// <summary>A loop that is late more often than this within one attempt still has to find a dead server, and may
    /// take a slow one for it: the product's documented limit.</summary>
    private const int MostExcuses = 2;

    /// <summary>A start counts from its turn's look at the clock, a phase from the end of the wait: what calls took
    /// since then is not noticed up to here.</summary>
    private const long MostUnnoticedUs = 2 * TappedSockets.LeastNoticedUs;

    private const int ScanEvery = 64;

    /// <summary>Turns in a row that move no connection and no time: what has waited for the log goes to it in several.
    /// </summary>
    private const int IdleTurns = 8;

    private static readonly PeerVariant Own = PeerBook.Local(OsError.Other);
    private readonly ManualClock _clock;
    private readonly TappedSockets _sockets;
    private readonly SimulatedSockets _inner;
    private readonly PeerBook _book;
    private readonly PeerHosts _hosts;
    private readonly Draw _draw;
    private AttemptTag[] _tags = [];
    private int[] _monitorOf = [];
    private long[] _gapUs = [];
    private Plan? _plan;
    private int _turns;

    /// <summary>Watches nothing yet.</summary>
    public AttemptWatch(
        ManualClock clock, TappedSockets sockets, SimulatedSockets inner, PeerBook book, PeerHosts hosts, Draw draw)
    {
        _clock = clock;
        _sockets = sockets;
        _inner = inner;
        _book = book;
        _hosts = hosts;
        _draw = draw;
        inner.Chooser = (slot, _) => _tags[_monitorOf[slot]].Variant!.Peer;
    }

    /// <summary>Says which monitor a slot belongs to.</summary>
    public Func<int, int> MonitorOf { get; set; } = _ => -1;

    /// <summary>Results checked.</summary>
    public long Concluded { get; private set; }

    /// <summary>A daemon begins with a plan.</summary>
    public void Begin(Plan plan)
    {
        _plan = plan;
        _tags = new AttemptTag[plan.Monitors.Length];
        Fit(plan);
        _gapUs = new long[plan.Monitors.Length];
    }

    /// <summary>The daemon goes on with another plan.</summary>
    public void Follow(PlanMatch match)
    {
        AttemptTag[] before = _tags;
        long[] gapUs = _gapUs;
        _gapUs = new long[match.New.Monitors.Length];
        _plan = match.New;
        _tags = new AttemptTag[_plan.Monitors.Length];
        Fit(_plan);
        for (int monitor = 0; monitor < _tags.Length; monitor++)
        {
            if (match.OldMonitor[monitor] is >= 0 and int old)
            {
                _tags[monitor] = before[old];
                _gapUs[monitor] = Math.Max(gapUs[old], Calmness.GapUs(_plan, monitor));
                if (match.Old.Monitors[old].IntervalUs != _plan.Monitors[monitor].IntervalUs)
                {
                    _tags[monitor].SinceUs = _clock.NowUs;
                }
                _monitorOf[_tags[monitor].Slot] = _tags[monitor].IsOpen ? monitor : _monitorOf[_tags[monitor].Slot];
                before[old].IsOpen = false;
            }
        }

        if (Array.Exists(before, tag => tag.IsOpen))
        {
            throw new SimulationFailure("an attempt of a check that is gone goes on");
        }
    }

    /// <inheritdoc/>
    public void Begins(int slot, in Endpoint target, in IpAddress source, Transport transport, OsError local)
    {
        int monitor = MonitorOf(slot);
        ref readonly MonitorPlan plan = ref _plan!.Monitors[monitor];
        if (plan.Target != target || plan.Source != source || plan.Program.Transport != transport)
        {
            throw new SimulationFailure($"a check of {plan.Target} went to {target}");
        }

        if (_tags[monitor].IsOpen || _tags[monitor].HasEnded)
        {
            throw new SimulationFailure($"two attempts at once for {target}");
        }

        LookAtGap(monitor);
        int peer = PeerHosts.At(target, transport);
        _monitorOf[slot] = monitor;
        _tags[monitor] = new AttemptTag
        {
            Slot = slot,
            Variant = local == OsError.None ? _book.Next(PeerHosts.KindOf(peer), _hosts[peer], _draw)
                : transport == Transport.Program ? ProgramPeers.Unstartable(local)
                : Own,
            StartUs = _clock.NowUs,
            SinceUs = _clock.NowUs,
            LateBeforeUs = _sockets.LateUs,
            TakenBeforeUs = _sockets.TakenBeforeTurnUs,
            HiddenBeforeUs = _sockets.HiddenLateUs,
            Wait = _sockets.Waits,
            IsOpen = true,
        };
    }

    /// <inheritdoc/>
    public void Stands(int slot)
    {
        int monitor = _monitorOf[slot];
        if (_plan!.Monitors[monitor].Program.Transport == Transport.Program)
        {
            // That it had to wait for its turn is not the server's doing.
            _tags[monitor].StartUs = _clock.NowUs;
        }
    }

    /// <inheritdoc/>
    public void FailsByUs(int slot) => _tags[_monitorOf[slot]].Variant = Own;

    /// <inheritdoc/>
    public void Received(int slot, int bytes)
    {
        int monitor = _monitorOf[slot];
        _tags[monitor].Bytes += bytes;
        if (_plan!.Monitors[monitor].Program.Transport == Transport.Stream
            && _tags[monitor].Bytes > _plan.Monitors[monitor].Program.MaxBytes)
        {
            throw new SimulationFailure(
                $"{_tags[monitor].Bytes} bytes were taken of {_plan.Monitors[monitor].Program.MaxBytes}");
        }
    }

    /// <inheritdoc/>
    public void Ends(int slot)
    {
        ref AttemptTag tag = ref _tags[_monitorOf[slot]];
        tag.IsOpen = false;
        tag.HasEnded = true;
    }

    /// <inheritdoc/>
    public int? AnyOpen(Draw draw)
    {
        AttemptTag tag = _tags.Length == 0 ? default : _tags[draw.Below(_tags.Length)];
        return tag.IsOpen ? tag.Slot : null;
    }

    /// <inheritdoc/>
    public void WasLate(long betweenUs, long oversleptUs)
    {
        foreach (ref AttemptTag tag in _tags.AsSpan())
        {
            if (tag.IsOpen)
            {
                // What began in this turn has not seen what was before it.
                long lateUs = tag.Wait == _sockets.Waits - 1 ? oversleptUs : betweenUs + oversleptUs;
                tag.WorstUs = Math.Max(tag.WorstUs, lateUs);
                tag.LateTurns += lateUs >= TappedSockets.LeastNoticedUs ? 1 : 0;
            }
        }
    }

    /// <summary>A check has come to a result.</summary>
    public void Conclude(int monitor, in CheckResult result, int checkUs)
    {
        CheckReason reason = result.Reason;
        if (result.Outcome != PeerVariant.OutcomeOf(reason))
        {
            throw new SimulationFailure($"{reason} counts as {result.Outcome}");
        }

        Concluded++;
        ref AttemptTag tag = ref _tags[monitor];
        if (!tag.HasEnded)
        {
            throw new SimulationFailure($"a result without an attempt, or before its end: {reason}");
        }

        tag.HasEnded = false;
        ref readonly MonitorPlan plan = ref _plan!.Monitors[monitor];
        bool isLate = tag.WorstUs >= Math.Min(StrikingUs, plan.TimeoutUs);
        bool isExcused = (isLate && reason == CheckReason.OwnLag)
            || (HadLittleTime(tag, in plan) && PeerVariant.Has(PeerVariant.Timeouts, reason))
            || (!isLate && WasImpatient(tag, reason));
        if (!tag.Variant!.Allows(reason) && !isExcused)
        {
            throw new SimulationFailure(
                $"{plan.Target} {plan.Program.Identity}: {reason} after {checkUs} us, late {tag.WorstUs} us, "
                + $"the peer was {Describe(tag.Variant)}");
        }

        LookAtHaste(tag, in plan, reason);
        LookAtAge(tag, plan.TimeoutUs);
    }

    /// <summary>Looks at what is still open.</summary>
    public void AfterTurn(int inFlight)
    {
        if (inFlight != _inner.Open)
        {
            throw new SimulationFailure($"{inFlight} attempts in flight and {_inner.Open} connections");
        }

        if (_inner.MostIdleWaits > IdleTurns)
        {
            throw new SimulationFailure("the loop spins");
        }

        if (++_turns % ScanEvery != 0)
        {
            return;
        }

        for (int monitor = 0; monitor < _tags.Length; monitor++)
        {
            if (_tags[monitor].IsOpen)
            {
                LookAtAge(_tags[monitor], _plan!.Monitors[monitor].TimeoutUs);
            }
        }
    }

    /// <summary>Many lags of which none is long may use up a peer's patience, which is the server's for all that
    /// lvsmon knows.</summary>
    private bool WasImpatient(in AttemptTag tag, CheckReason reason) =>
        _sockets.LateUs - tag.LateBeforeUs > PeerVariant.PatienceUs / 2
        && reason is CheckReason.ClosedEarly or CheckReason.ReceiveReset or CheckReason.TlsHandshake;

    /// <summary>A check of many turns with a loop that is a little late in each has lost its time without a chance to
    /// know.</summary>
    private bool HadLittleTime(in AttemptTag tag, in MonitorPlan plan)
    {
        long phaseUs = Math.Min(plan.TimeoutUs, Math.Min(plan.ConnectTimeoutUs, plan.ReceiveTimeoutUs));
        return tag.LateTurns > MostExcuses || _sockets.HiddenLateUs - tag.HiddenBeforeUs > phaseUs / 4;
    }

    private static string Describe(PeerVariant variant)
    {
        SimulatedPeer peer = variant.Peer;
        string steps = string.Join(' ', Array.ConvertAll(
            peer.Steps, step => $"{step.Kind}+{step.DelayUs}\"{System.Text.Encoding.Latin1.GetString(step.Bytes)}\""));
        return $"call {peer.CallError} connect {peer.ConnectResult} after {peer.ConnectUs} us, "
            + $"tls {peer.TlsEnd.Result} {peer.HandshakeError} after {peer.HandshakeUs} us, exit {peer.ExitStatus}, "
            + $"{(peer.Repeats ? "again and again" : "")}: {steps}; "
            + $"right is {variant.Reasons:x}";
    }

    private void Fit(Plan plan) => Array.Resize(ref _monitorOf, Math.Max(_monitorOf.Length, plan.MaxInFlight));

    /// <summary>No check is forgotten, and none waits for another's server.</summary>
    private void LookAtGap(int monitor)
    {
        ref AttemptTag before = ref _tags[monitor];
        long gapUs = _clock.NowUs - before.SinceUs;
        long lateUs = _sockets.LateNowUs - before.LateBeforeUs;
        if (before.SinceUs > 0 && gapUs > _gapUs[monitor] + (2 * lateUs))
        {
            throw new SimulationFailure(
                $"{_plan!.Monitors[monitor].Target} was not checked for {gapUs} us, {_gapUs[monitor]} us is the most");
        }

        _gapUs[monitor] = Calmness.GapUs(_plan!, monitor);
    }

    /// <summary>Nobody runs out of time that was not there: the server has all that the configuration gives it.
    /// </summary>
    private void LookAtHaste(in AttemptTag tag, in MonitorPlan plan, CheckReason reason)
    {
        SimulatedPeer peer = tag.Variant!.Peer;
        bool isKernels = peer.ConnectResult == OsError.TimedOut || peer.HandshakeError == OsError.TimedOut;
        if (isKernels || !PeerVariant.Has(PeerVariant.Timeouts, reason))
        {
            return;
        }

        long leastUs = reason switch
        {
            CheckReason.ConnectTimeout => Math.Min(plan.ConnectTimeoutUs, plan.TimeoutUs),
            CheckReason.ProgramTimeout or CheckReason.TooManyPrograms => plan.TimeoutUs,
            _ => Math.Min(plan.ReceiveTimeoutUs, plan.TimeoutUs),
        };
        long ageUs = _sockets.WokenUs - tag.StartUs;
        long ownUs = Math.Min(_sockets.TakenUs - tag.TakenBeforeUs, MostUnnoticedUs);
        if (ageUs < leastUs - ownUs)
        {
            throw new SimulationFailure(
                $"{plan.Target} {plan.Program.Identity}: {reason} after {ageUs} us, not {leastUs} us");
        }
    }

    private void LookAtAge(in AttemptTag tag, long timeoutUs)
    {
        long ageUs = _clock.NowUs - tag.StartUs;
        long lateUs = _sockets.LateNowUs - tag.LateBeforeUs;
        if (ageUs > timeoutUs + (2 * lateUs))
        {
            throw new SimulationFailure(
                $"an attempt is {ageUs} us old, its timeout is {timeoutUs} us, the loop was late by {lateUs} us");
        }
    }
}
