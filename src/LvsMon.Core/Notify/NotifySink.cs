using System;
using LvsMon.Core.Config;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Notify;

/// <summary>
/// Tells programs of real servers that go up and down. One program at a time for a service, some at once in all, each
/// for a limited time; what comes meanwhile waits in a <c>NotifyQueue</c>, where a newer change of a real server stands
/// instead of an older one. So the last change is always told, and in the order of the changes.
/// </summary>
/// <remarks>Never blocks and, but for <see cref="Follow"/>, does not allocate.</remarks>
public sealed class NotifySink : IFactSink, IPlanFollower
{
    /// <summary>How long a program may take, microseconds; then it gets SIGTERM.</summary>
    public const long LimitUs = 10_000_000;

    /// <summary>How long it has from SIGTERM to SIGKILL, microseconds.</summary>
    public const long GraceUs = 2_000_000;

    /// <summary>How long programs may go on when the daemon ends, microseconds; then they get SIGTERM.</summary>
    public const long EndUs = 1_000_000;

    /// <summary>Programs started in a turn; each start holds the loop for about 0.3 ms.</summary>
    public const int StartsPerTurn = 2;

    /// <summary>Without a descriptor, memory or a process for it a start is tried again after so long,
    /// microseconds.</summary>
    private const long PauseUs = 1_000_000;

    private readonly INotifyRunner _runner;
    private readonly DetailPool _details;
    private readonly IServiceCounts _counts;
    private readonly IWallClock _wallClock;
    private readonly NotifyRun[] _runs;
    private Plan _plan;
    private NotifyQueue _queue;
    private NotifyText _text;
    private NotifyTroubles _troubles;
    private int _running;
    private long _pauseUntilUs = long.MinValue;
    private bool _hasNothing;
    private bool _isEnding;
    private bool _isEndTold;

    /// <summary>Makes a sink for a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="runner">Runs the programs.</param>
    /// <param name="details">The texts of the facts.</param>
    /// <param name="counts">The services as they are now.</param>
    /// <param name="wallClock">The time of day.</param>
    public NotifySink(
        Plan plan, INotifyRunner runner, DetailPool details, IServiceCounts counts, IWallClock wallClock)
    {
        _plan = plan;
        _runner = runner;
        _details = details;
        _counts = counts;
        _wallClock = wallClock;
        _runs = new NotifyRun[runner.Places];
        _queue = new NotifyQueue(plan);
        _text = new NotifyText(plan, details, counts, wallClock);
        _troubles = new NotifyTroubles(plan);
    }

    /// <summary>Programs started.</summary>
    public long Runs { get; private set; }

    /// <summary>Programs that failed or could not be started.</summary>
    public long Failures { get; private set; }

    /// <summary>Changes that no program was told of because a newer one took their place, by line.</summary>
    public long Skipped => _queue.Skipped;

    /// <summary>True when no program runs.</summary>
    public bool IsIdle => _running == 0;

    /// <inheritdoc/>
    public void Accept(in Fact fact)
    {
        // A first verdict that had been assumed is a Confirmed: a restart tells nothing twice.
        if (fact.Kind is FactKind.Up or FactKind.Down && (uint)fact.Real < (uint)_plan.Reals.Length)
        {
            _queue.Add(fact.Real, NotifyChange.Of(in fact));
        }
    }

    /// <inheritdoc/>
    public long Flush(long nowUs, FactStream facts)
    {
        for (int place = 0; place < _runs.Length && _running > 0; place++)
        {
            if (_runs[place].IsRunning)
            {
                Advance(place, nowUs, facts);
            }
        }

        if (_isEnding)
        {
            TellUntold(nowUs, facts);
        }
        else if (nowUs >= _pauseUntilUs)
        {
            StartSome(nowUs, facts);
        }

        return NextUs(nowUs);
    }

    /// <summary>The daemon ends: nothing more is started, and what runs has a second to end.</summary>
    public void Stop(long nowUs)
    {
        _isEnding = true;
        foreach (ref NotifyRun run in _runs.AsSpan())
        {
            if (run.IsRunning && !run.IsStopped)
            {
                run.DeadlineUs = Math.Min(run.DeadlineUs, nowUs + EndUs);
            }
        }
    }

    /// <inheritdoc/>
    public void Follow(PlanChange change)
    {
        NotifyQueue queue = new(change.New);
        queue.TakeOver(_queue, change);
        foreach (ref NotifyRun run in _runs.AsSpan())
        {
            if (run.IsRunning)
            {
                Move(ref run, change);
                if (run.Service >= 0)
                {
                    queue.SetBusy(run.Service);
                }
            }
        }

        queue.OfferAll();
        NotifyTroubles troubles = new(change.New);
        troubles.TakeOver(_troubles, change);
        _plan = change.New;
        _queue = queue;
        _troubles = troubles;
        _text = new NotifyText(change.New, _details, _counts, _wallClock);
    }

    private static void Move(ref NotifyRun run, PlanChange change)
    {
        int before = run.Service;
        int line = run.Line;
        ServiceKey key = run.Key;

        // By what identifies it: it may have been gone for a while and be back.
        run.Service = Array.FindIndex(change.New.Services, service => service.Key == key);
        run.Real = run.Real < 0 ? -1 : Array.IndexOf(change.OldReal, run.Real);
        run.Line = run.Service < 0 || line < 0
            ? -1 : change.New.Services[run.Service].Notify.IndexOf(change.Old.Services[before].Notify.Lines[line]);
    }

    private void Advance(int place, long nowUs, FactStream facts)
    {
        ref NotifyRun run = ref _runs[place];
        if (_runner.TryReap(place, out CommandExit exit))
        {
            End(ref run, exit, nowUs, facts);
            return;
        }

        if (nowUs < run.DeadlineUs)
        {
            return;
        }

        if (run.IsStopped)
        {
            _runner.Kill(place);
            run.DeadlineUs = long.MaxValue;
            return;
        }

        _runner.Stop(place);
        run.IsStopped = true;
        run.IsOverdue = !_isEnding;
        run.DeadlineUs = nowUs + GraceUs;
        if (run.IsOverdue)
        {
            // Told now: a program that no signal ends would never be told of.
            Fail(in run, "no end within 10s, stopped"u8, -1, nowUs, facts);
        }
    }

    private void End(ref NotifyRun run, CommandExit exit, long nowUs, FactStream facts)
    {
        run.IsRunning = false;
        _running--;
        if (run.Service >= 0)
        {
            _queue.Release(run.Service);
        }

        if (run.IsOverdue)
        {
            return;
        }

        if (run.IsStopped && exit.Signalled)
        {
            // Our own signal at the end: no fault of the program, and what it was told of may not have arrived.
            Fail(in run, "stopped, the daemon ends"u8, -1, nowUs, facts);
        }
        else if (exit.Signalled || exit.Code != 0)
        {
            Fail(in run, exit.Signalled ? "signal"u8 : "exit"u8, exit.Code, nowUs, facts);
        }
        else if (run.Line >= 0)
        {
            _troubles.Succeed(run.Service, run.Line, nowUs, facts);
        }
    }

    private void Fail(in NotifyRun run, ReadOnlySpan<byte> what, int number, long nowUs, FactStream facts)
    {
        Failures++;
        if (run.Line >= 0)
        {
            _troubles.Fail(run.Service, run.Line, run.Real, what, number, nowUs, facts);
        }
    }

    private void StartSome(long nowUs, FactStream facts)
    {
        int starts = 0;
        for (int place = 0; place < _runs.Length && starts < StartsPerTurn; place++)
        {
            if (_runs[place].IsRunning)
            {
                continue;
            }

            if (!_queue.TryTake(out NotifyTask task))
            {
                return;
            }

            starts++;
            if (!TryStart(place, in task, nowUs, facts))
            {
                return;
            }
        }
    }

    /// <returns>False when nothing can be started for now.</returns>
    private bool TryStart(int place, in NotifyTask task, long nowUs, FactStream facts)
    {
        ReadOnlySpan<byte> words = _text.Write(in task, nowUs, out int arguments);
        OsError error = _runner.Start(place, words, arguments);
        NotifyRun run = new()
        {
            IsRunning = error == OsError.None,
            Key = _plan.Services[task.Service].Key,
            Service = task.Service,
            Real = task.Real,
            Line = task.Line,
            DeadlineUs = nowUs + LimitUs,
        };
        if (run.IsRunning)
        {
            _runs[place] = run;
            _running++;
            Runs++;
            _hasNothing = false;
            return true;
        }

        bool isOurs = error is OsError.NoDescriptor or OsError.NoMemory;
        if (!isOurs || !_hasNothing)
        {
            Fail(in run, NotifyTroubles.WhyNotStarted(error), -1, nowUs, facts);
        }

        if (isOurs)
        {
            // Not the program's trouble: what it was to be told must not be lost for that.
            _hasNothing = true;
            _queue.PutBack(in task);
            _pauseUntilUs = nowUs + PauseUs;
            return false;
        }

        _queue.Release(task.Service);
        return true;
    }

    private void TellUntold(long nowUs, FactStream facts)
    {
        if (_isEndTold)
        {
            return;
        }

        _isEndTold = true;
        int untold = _queue.Waiting;
        if (untold == 0)
        {
            return;
        }

        Span<byte> room = stackalloc byte[DetailPool.MaxBytes];
        ByteWriter text = new(room);
        text.Number(untold);
        text.Bytes(untold == 1 ? " change is not told: the daemon ends"u8 : " changes are not told: the daemon ends"u8);
        facts.Post(new Fact(FactKind.NotifyFailed)
        {
            TimeUs = nowUs,
            A = untold,
            Detail = facts.Details.Keep(text.Written),
        });
    }

    private long NextUs(long nowUs)
    {
        long nextUs = long.MaxValue;
        if (_running > 0)
        {
            foreach (ref readonly NotifyRun run in _runs.AsSpan())
            {
                nextUs = run.IsRunning ? Math.Min(nextUs, run.DeadlineUs) : nextUs;
            }
        }

        bool canStart = !_isEnding && _queue.IsReady && _running < _runs.Length;
        return canStart ? Math.Min(nextUs, Math.Max(nowUs, _pauseUntilUs)) : nextUs;
    }
}
