using System;
using LvsMon.Core.Os;
using LvsMon.Testing.Os;

namespace LvsMon.Simulation.Surroundings;

/// <summary>Programs of <c>notify</c>: they take their time and go wrong as the storm says. Allocates
/// nothing.</summary>
internal sealed class SimulatedNotify(IClock clock, CrashPoint crash, Draw draw) : INotifyRunner, IWakeSource
{
    private const int Limit = 8;
    private readonly Process[] _processes = new Process[Limit];
    private readonly (NotifyFault Fault, int Runs)[] _script = new (NotifyFault, int)[16];
    private int _scripted;
    private bool _isCalm;
    private long _undyingUntilUs;

    /// <summary>Who looks on; null when nothing may be run.</summary>
    public INotifyWatch? Watch { get; set; }

    /// <summary>Programs begun.</summary>
    public long Runs { get; private set; }

    /// <summary>By how much starts have held the loop since this was taken to 0, microseconds.</summary>
    public long HeldUs { get; set; }

    /// <inheritdoc/>
    public int Places => Limit;

    /// <inheritdoc/>
    public long NextUs { get; private set; } = long.MaxValue;

    /// <inheritdoc/>
    public int Slot => Ready.Notify;

    /// <summary>The next runs go wrong.</summary>
    public void Script(NotifyFault fault, int runs, long undyingUs)
    {
        if (_scripted < _script.Length)
        {
            _script[_scripted++] = (fault, runs);
            _undyingUntilUs = fault == NotifyFault.Undying ? clock.NowUs + undyingUs : _undyingUntilUs;
        }
    }

    /// <summary>The storm is over: what comes ends well and soon.</summary>
    public void Calm()
    {
        _isCalm = true;
        _scripted = 0;
        _undyingUntilUs = 0;
        foreach (ref Process process in _processes.AsSpan())
        {
            process.EndUs = process.IsKilled ? Math.Min(process.EndUs, clock.NowUs + 1) : process.EndUs;
        }

        Plan();
    }

    /// <summary>The daemon is gone; what it has started is nobody's any more.</summary>
    public void Rebirth()
    {
        Watch = null;
        HeldUs = 0;
        Array.Clear(_processes);
        Plan();
    }

    /// <summary>True when a program that has ended was not looked at.</summary>
    public bool IsLeftUnseen
    {
        get
        {
            foreach (ref readonly Process process in _processes.AsSpan())
            {
                if (process.IsRunning && process.EndUs <= clock.NowUs && process.IsTold)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <inheritdoc/>
    public void Told()
    {
        foreach (ref Process process in _processes.AsSpan())
        {
            process.IsTold |= process.IsRunning && process.EndUs <= clock.NowUs;
        }

        Plan();
    }

    /// <inheritdoc/>
    public OsError Start(int place, ReadOnlySpan<byte> words, int arguments)
    {
        crash.Pass();
        if (Watch is null || _processes[place].IsRunning)
        {
            throw new SimulationFailure(Watch is null ? "nothing may be run" : "a program in a place that is not free");
        }

        NotifyFault fault = NextFault();
        OsError error = fault switch
        {
            NotifyFault.NoDescriptor => OsError.NoDescriptor,
            NotifyFault.NoMemory => OsError.NoMemory,
            NotifyFault.Missing => OsError.NotFound,
            NotifyFault.NotPermitted => OsError.NotPermitted,
            NotifyFault.Broken => OsError.Other,
            _ => OsError.None,
        };
        HeldUs += draw.Between(1, 400);
        Watch.Started(place, words, arguments, error);
        if (error == OsError.None)
        {
            Runs++;
            Begin(ref _processes[place], fault);
            Plan();
        }

        return error;
    }

    /// <inheritdoc/>
    public bool TryReap(int place, out CommandExit exit)
    {
        crash.Pass();
        ref Process process = ref _processes[place];
        exit = process.Exit;
        if (!process.IsRunning || process.EndUs > clock.NowUs)
        {
            return false;
        }

        process.IsRunning = false;
        Plan();
        Watch?.Reaped(place, exit);
        return true;
    }

    /// <inheritdoc/>
    public void Stop(int place)
    {
        ref Process process = ref Signal(place, isKill: false);
        if (process.Fault is NotifyFault.IgnoresTerm or NotifyFault.Undying)
        {
            return;
        }

        process.EndUs = Math.Min(process.EndUs, clock.NowUs + draw.UpToUs(500_000));
        process.Exit = process.Fault == NotifyFault.EndsWellOnTerm ? default : new CommandExit(true, 15);
        Plan();
    }

    /// <inheritdoc/>
    public void Kill(int place)
    {
        ref Process process = ref Signal(place, isKill: true);
        process.IsKilled = true;
        process.EndUs = Math.Min(process.EndUs, clock.NowUs + draw.Between(1, 3_000));
        process.Exit = new CommandExit(true, 9);
        if (process.Fault == NotifyFault.Undying)
        {
            process.EndUs = Math.Max(process.EndUs, _undyingUntilUs);
        }

        Plan();
    }

    private ref Process Signal(int place, bool isKill)
    {
        crash.Pass();
        if (!_processes[place].IsRunning)
        {
            throw new SimulationFailure("a signal for a program that is not there");
        }

        Watch?.Signalled(place, isKill);
        return ref _processes[place];
    }

    private void Begin(ref Process process, NotifyFault fault)
    {
        long lengthUs = fault switch
        {
            NotifyFault.EndsAtOnce => 0,
            NotifyFault.Slow => draw.Between(1_000_000, 11_000_000),
            NotifyFault.Hangs or NotifyFault.EndsWellOnTerm or NotifyFault.IgnoresTerm or NotifyFault.Undying
                => long.MaxValue - clock.NowUs,
            _ => 1 + draw.UpToUs(_isCalm ? 20_000 : 1_000_000),
        };
        process = new Process
        {
            IsRunning = true,
            Fault = fault,
            EndUs = clock.NowUs + lengthUs,
            Exit = fault switch
            {
                NotifyFault.Fails => new CommandExit(false, draw.Between(1, 255)),
                NotifyFault.Signalled => new CommandExit(true, draw.Once(2) ? 11 : draw.Between(1, 31)),
                _ => default,
            },
        };
    }

    private NotifyFault NextFault()
    {
        if (_scripted == 0)
        {
            return NotifyFault.None;
        }

        NotifyFault fault = _script[0].Fault;
        if (--_script[0].Runs <= 0)
        {
            _scripted--;
            Array.Copy(_script, 1, _script, 0, _scripted);
        }

        return fault;
    }

    /// <summary>Works out what the wait has to wake for: ends that were not told yet, each once.</summary>
    private void Plan()
    {
        NextUs = long.MaxValue;
        foreach (ref readonly Process process in _processes.AsSpan())
        {
            NextUs = process is { IsRunning: true, IsTold: false } ? Math.Min(NextUs, process.EndUs) : NextUs;
        }
    }

    private struct Process
    {
        public bool IsRunning;
        public bool IsTold;
        public bool IsKilled;
        public NotifyFault Fault;
        public long EndUs;
        public CommandExit Exit;
    }
}
