using System;
using System.Collections.Generic;
using System.Globalization;
using LvsMon.Core.Os;
using LvsMon.Testing.Os;

namespace LvsMon.Simulation.Surroundings;

/// <summary>
/// ipvsadm and the kernel's table: children take their time, go wrong as the storm says, and outlive a daemon that
/// dies. After set-up it allocates nothing.
/// </summary>
internal sealed class SimulatedIpvsadm : ICommandRunner, IWakeSource
{
    private const int Orphans = 4;
    private static readonly byte[] Noise = MakeNoise();

    private readonly IClock _clock;
    private readonly CrashPoint _crash;
    private readonly Draw _draw;
    private readonly List<(ChildTask Task, int[] Numbers)> _commands = [];
    private readonly (ChildFault Fault, int Runs)[] _script = new (ChildFault, int)[16];
    private readonly int[] _timeouts = [900, 120, 300];
    private readonly Child[] _orphans = new Child[Orphans];
    private readonly Child _child = new();
    private readonly SimulatedTable _saved = new();
    private int[] _numbers = [];
    private int _scripted;
    private bool _isTold;
    private long _listedEdition;

    /// <summary>Nothing runs and the table is empty.</summary>
    public SimulatedIpvsadm(IClock clock, CrashPoint crash, Draw draw)
    {
        _clock = clock;
        _crash = crash;
        _draw = draw;
        for (int i = 0; i < Orphans; i++)
        {
            _orphans[i] = new Child();
        }
    }

    /// <summary>The kernel's table; <see cref="CatchUp"/> first.</summary>
    public SimulatedTable Table { get; } = new();

    /// <summary>Who looks on.</summary>
    public IChildWatch? Watch { get; set; }

    /// <summary>Until then an undying child does not end, microseconds.</summary>
    public long UndyingUntilUs { get; set; }

    /// <summary>Batches begun.</summary>
    public long Restores { get; private set; }

    /// <summary>Children begun.</summary>
    public long Children { get; private set; }

    /// <inheritdoc/>
    public bool IsRunning { get; private set; }

    /// <inheritdoc/>
    public long NextUs => !IsRunning || _isTold ? long.MaxValue : _child.EndUs;

    /// <summary>A kernel's idle timeout: 0 TCP, 2 UDP, seconds.</summary>
    public int Timeout(int index) => _timeouts[index];

    /// <summary>The next runs go wrong.</summary>
    public void Script(ChildFault fault, int runs)
    {
        if (_scripted < _script.Length)
        {
            _script[_scripted++] = (fault, runs);
        }
    }

    /// <summary>The storm is over: what hangs now has to be killed, and can be.</summary>
    public void Calm()
    {
        _scripted = 0;
        UndyingUntilUs = 0;
        CatchUp();
        foreach (Child orphan in _orphans)
        {
            orphan.HasWorked = true;
        }
    }

    /// <summary>The daemon has died; its child lives on or dies with it.</summary>
    public void Rebirth()
    {
        CatchUp();
        bool isWriter = _child is { Task: ChildTask.Restore, HasWorked: false };
        if (IsRunning && isWriter && _child.Fault is not (ChildFault.Hangs or ChildFault.Undying))
        {
            Bequeath();
        }

        IsRunning = false;
        _commands.Clear();
    }

    /// <summary>The operator's hand: one line.</summary>
    public void Operate(ReadOnlySpan<byte> line)
    {
        CatchUp();
        Table.Apply(TableLine.Read(line));
    }

    /// <summary>Lets happen what is due by now.</summary>
    public void CatchUp()
    {
        foreach (Child orphan in _orphans)
        {
            if (!orphan.HasWorked && orphan.WorkUs <= _clock.NowUs)
            {
                // The daemon may have died before all whole lines were in the pipe.
                Work(orphan, _draw.Once(2) ? orphan.Lines : _draw.Between(0, orphan.Lines));
            }
        }

        if (IsRunning && !_child.HasWorked && _child.WorkUs <= _clock.NowUs)
        {
            Work(_child, _child.Lines);
        }
    }

    /// <inheritdoc/>
    public void Told() => _isTold = true;

    /// <inheritdoc/>
    public int Prepare(string path, params ReadOnlySpan<string> arguments)
    {
        ChildTask task = arguments[0] switch
        {
            "-R" => ChildTask.Restore,
            "-S" => ChildTask.Save,
            "--set" => ChildTask.Set,
            _ => arguments[1] == "--timeout" ? ChildTask.Timeouts : ChildTask.List,
        };
        int[] numbers = task == ChildTask.Set
            ? Array.ConvertAll(arguments[1..].ToArray(), text => int.Parse(text, CultureInfo.InvariantCulture))
            : [];
        _commands.Add((task, numbers));
        return _commands.Count - 1;
    }

    /// <inheritdoc/>
    public OsError Start(int command, ReadOnlyMemory<byte> input)
    {
        _crash.Pass();
        if (IsRunning)
        {
            throw new SimulationFailure("two children at once");
        }

        CatchUp();
        ChildFault fault = NextFault();
        if (fault is ChildFault.Missing or ChildFault.NoProcess)
        {
            return fault == ChildFault.Missing ? OsError.NotFound : OsError.NoMemory;
        }

        (ChildTask task, _numbers) = _commands[command];
        _child.Begin(task, fault, input.Span);
        Children++;
        if (task == ChildTask.Restore)
        {
            Restores++;
            Watch?.Writing(input.Span);
        }

        long slowUs = fault == ChildFault.Slow ? _draw.UpToUs(9_000_000) : 0;
        bool works = fault is not (ChildFault.Hangs or ChildFault.Undying);
        bool ends = works && fault != ChildFault.AppliesThenHangs;
        _child.WorkUs = works ? _clock.NowUs + _draw.Between(50, 2_000) + slowUs : long.MaxValue;
        _child.EndUs = ends ? _child.WorkUs + _draw.Between(50, 2_000) + (slowUs / 2) : long.MaxValue;
        IsRunning = true;
        _isTold = false;
        return OsError.None;
    }

    /// <inheritdoc/>
    public bool Advance(ICommandOutput output, out CommandExit exit)
    {
        _crash.Pass();
        exit = default;
        if (!IsRunning)
        {
            return false;
        }

        if (_child is { Fault: ChildFault.Undying, IsSignalled: true } && _clock.NowUs >= UndyingUntilUs)
        {
            _child.EndUs = Math.Min(_child.EndUs, _clock.NowUs);
        }

        if (_child.EndUs > _clock.NowUs)
        {
            return false;
        }

        CatchUp();
        Hand(output);
        IsRunning = false;
        exit = _child.IsSignalled ? new CommandExit(true, 9) : new CommandExit(false, _child.Code);
        TellRead(exit is { Signalled: false, Code: 0 } && !IsSpoilt(_child));
        return true;
    }

    /// <inheritdoc/>
    public void Kill()
    {
        _crash.Pass();
        if (!IsRunning)
        {
            throw new SimulationFailure("a kill without a child");
        }

        _child.IsSignalled = true;
        if (_child.Fault == ChildFault.Undying && _clock.NowUs < UndyingUntilUs)
        {
            return;
        }

        CatchUp();
        if (!_child.HasWorked)
        {
            // It may have come to any of its lines.
            bool works = _child.WorkUs != long.MaxValue;
            Work(_child, works ? _draw.Between(0, _child.Lines) : 0);
        }

        _child.EndUs = _clock.NowUs + _draw.Between(50, 3_000);
        _isTold = false;
    }

    private static byte[] MakeNoise()
    {
        byte[] noise = new byte[8192];
        Array.Fill(noise, (byte)'x');
        noise[^1] = (byte)'\n';
        return noise;
    }

    /// <summary>True when the output looks whole and is not: an empty listing is one of an empty table.</summary>
    private bool IsSpoilt(Child child) => child.Task == ChildTask.Save
        ? child.Fault == ChildFault.CutsOutput && _saved.Count > 0
        : child.Fault is ChildFault.CutsOutput or ChildFault.NoEffect;

    private void TellRead(bool isWhole)
    {
        if (_child.Task == ChildTask.Save)
        {
            Watch?.Saved(_saved, isWhole);
        }
        else if (_child.Task == ChildTask.List)
        {
            Watch?.Listed(isWhole, _saved.Edition == _listedEdition);
        }
    }

    private void Bequeath()
    {
        foreach (Child orphan in _orphans)
        {
            if (orphan.HasWorked)
            {
                orphan.CopyFrom(_child);
                orphan.WorkUs += _draw.UpToUs(4_000_000);
                return;
            }
        }
    }

    private ChildFault NextFault()
    {
        if (_scripted == 0)
        {
            return ChildFault.None;
        }

        ChildFault fault = _script[0].Fault;

        // Both listings cut at the same place is what nobody could notice.
        fault = fault == ChildFault.CutsOutput && _child.Fault == fault ? ChildFault.None : fault;
        if (--_script[0].Runs <= 0)
        {
            _scripted--;
            Array.Copy(_script, 1, _script, 0, _scripted);
        }

        return fault;
    }

    private void Work(Child child, int lines)
    {
        child.HasWorked = true;
        if (child.Task == ChildTask.Save)
        {
            _saved.Apply(TableLine.Read("-C"u8));
        }

        if (child.Fault is ChildFault.NoModule or ChildFault.NoEffect or ChildFault.Hangs or ChildFault.Undying)
        {
            child.Code = child.Fault == ChildFault.NoModule ? 2 : 0;
            child.Error.Set(child.Code == 2 ? "Can't initialize ipvs: Protocol not available"u8 : default);
            return;
        }

        if (child.Fault == ChildFault.Signalled)
        {
            lines = _draw.Between(0, lines);
            child.IsSignalled = true;
        }

        switch (child.Task)
        {
            case ChildTask.Restore:
                child.Restore(Table, lines, _draw);
                break;
            case ChildTask.Set:
                _timeouts[0] = _numbers[0] > 0 ? _numbers[0] : _timeouts[0];
                _timeouts[2] = _numbers[2] > 0 ? _numbers[2] : _timeouts[2];
                break;
            default:
                Print(child);
                break;
        }

        if (child.Fault == ChildFault.AppliesThenFails)
        {
            child.Code = 255;
            child.Error.Set("Memory allocation problem"u8);
        }

        child.IsSignalled |= child.Fault == ChildFault.AppliesThenSignalled;
    }

    private void Print(Child child)
    {
        TextPen pen = new(child.Output);
        switch (child.Task)
        {
            case ChildTask.Save:
                child.OutputLength = Table.Save(child.Output);
                break;
            case ChildTask.List:
                child.OutputLength = Table.List(child.Output);
                _listedEdition = Table.Edition;
                break;
            default:
                pen.Text("Timeout (tcp tcpfin udp): "u8);
                pen.Number(_timeouts[0]);
                pen.Text(" "u8);
                pen.Number(_timeouts[1]);
                pen.Text(" "u8);
                pen.Number(_timeouts[2]);
                pen.Text("\n"u8);
                child.OutputLength = pen.Length;
                break;
        }

        child.Spoil();
        if (child.Task == ChildTask.Save)
        {
            _saved.CopyFrom(Table);
        }
    }

    /// <summary>Hands the output over in pieces of odd sizes.</summary>
    private void Hand(ICommandOutput output)
    {
        if (!_child.Error.IsEmpty)
        {
            output.Error(_child.Error.Bytes);
            output.Error("\n"u8);
        }

        ReadOnlySpan<byte> rest = _child.Output.AsSpan(0, _child.OutputLength);
        while (!rest.IsEmpty)
        {
            int length = Math.Min(rest.Length, _draw.Once(4) ? _draw.Between(1, 60) : 4096);
            output.Standard(rest[..length]);
            rest = rest[length..];
        }

        if (_child.Fault == ChildFault.Floods)
        {
            output.Error(Noise);
            output.Standard(Noise);
        }
    }
}
