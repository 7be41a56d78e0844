using System;
using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Os;
using LvsMon.Simulation.Surroundings;

namespace LvsMon.Simulation.Conformance;

/// <summary>ipvsadm and the kernel's table: a child ends when the trace says so, and as it says.</summary>
internal sealed class ModelIpvsadm : ICommandRunner
{
    private readonly List<ChildTask> _commands = [];
    private readonly byte[] _output = new byte[4096];
    private string[] _lines = [];
    private ChildTask _task;
    private LinesTaken _taken;
    private bool _hasWorked;
    private bool _endsWell;
    private bool _isOver;
    private bool _isKilled;

    /// <summary>The kernel's table.</summary>
    public SimulatedTable Table { get; } = new();

    /// <summary>True when the next child cannot be started, by number of starts from now.</summary>
    public Queue<bool> Refusals { get; } = [];

    /// <summary>The children that were started or could not be, and their lines, in the model's words.</summary>
    public List<string> Told { get; } = [];

    /// <summary>Says a line of <c>-R</c> in the model's words.</summary>
    public Func<string, string> Words { get; set; } = line => line;

    /// <summary>SIGKILLs sent.</summary>
    public int Kills { get; private set; }

    /// <inheritdoc/>
    public bool IsRunning { get; private set; }

    /// <summary>The child at hand will end with the next look at it.</summary>
    public void End(LinesTaken taken, bool well)
    {
        _taken = taken;
        _endsWell = well;
        _isOver = true;
    }

    /// <summary>The child at hand carries out its lines, or nothing, and does not end by itself.</summary>
    public void Hang(LinesTaken taken)
    {
        if (taken == LinesTaken.All)
        {
            Work(taken);
        }
    }

    /// <summary>When it is killed, that comes so late.</summary>
    public void Die(LinesTaken taken) => _taken = taken;

    /// <summary>The lines of a child whose daemon is gone.</summary>
    public string[] Bequeath()
    {
        bool hasLines = IsRunning && _task == ChildTask.Restore && !_hasWorked;
        IsRunning = false;
        _commands.Clear();
        return hasLines ? _lines : [];
    }

    /// <summary>Somebody else's line.</summary>
    /// <returns>What ipvsadm has to say against it, empty for nothing.</returns>
    public string Apply(string line)
    {
        TableLine read = TableLine.Read(Encoding.ASCII.GetBytes(line));
        return Encoding.ASCII.GetString(Table.Apply(read));
    }

    /// <inheritdoc/>
    public int Prepare(string path, params ReadOnlySpan<string> arguments)
    {
        _commands.Add(arguments[0] switch
        {
            "-R" => ChildTask.Restore,
            "-S" => ChildTask.Save,
            _ => ChildTask.List,
        });
        return _commands.Count - 1;
    }

    /// <inheritdoc/>
    public OsError Start(int command, ReadOnlyMemory<byte> input)
    {
        if (IsRunning)
        {
            throw new SimulationFailure("two children at once");
        }

        _task = _commands[command];
        int number = _task == ChildTask.Save ? 1 : _task == ChildTask.List ? 2 : 3;
        if (Refusals.TryDequeue(out bool isRefused) && isRefused)
        {
            Told.Add($"cannot {number}");
            return OsError.NoMemory;
        }

        Told.Add($"start {number}");
        _lines = Encoding.ASCII.GetString(input.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (string line in _lines)
        {
            Told.Add(Words(line));
        }

        (_taken, _hasWorked, _isOver, _isKilled) = (LinesTaken.None, false, false, false);
        IsRunning = true;
        return OsError.None;
    }

    /// <inheritdoc/>
    public bool Advance(ICommandOutput output, out CommandExit exit)
    {
        exit = default;
        if (!IsRunning || !_isOver)
        {
            return false;
        }

        IsRunning = false;
        if (_isKilled)
        {
            exit = new CommandExit(true, 9);
            return true;
        }

        (int code, string error) = Work(_taken);
        if (!_endsWell)
        {
            (code, error) = (255, "Memory allocation problem\n");
        }
        else if (_task != ChildTask.Restore)
        {
            int length = _task == ChildTask.Save ? Table.Save(_output) : Table.List(_output);
            output.Standard(_output.AsSpan(0, length));
        }

        output.Error(Encoding.ASCII.GetBytes(error));
        exit = new CommandExit(false, code);
        return true;
    }

    /// <inheritdoc/>
    public void Kill()
    {
        Kills++;
        Work(_taken);
        (_isKilled, _isOver) = (true, true);
    }

    /// <summary>Carries out the lines that take, once.</summary>
    /// <returns>The exit code, which is the last line's, and the first error.</returns>
    private (int Code, string Error) Work(LinesTaken taken)
    {
        int code = 0;
        string error = string.Empty;
        for (int i = 0; i < _lines.Length && !_hasWorked && _task == ChildTask.Restore; i++)
        {
            bool takes = taken switch
            {
                LinesTaken.All => true,
                LinesTaken.First => i == 0,
                LinesTaken.Last => i == _lines.Length - 1,
                _ => false,
            };
            if (takes)
            {
                string answer = Apply(_lines[i]);
                code = answer.Length == 0 ? 0 : 255;
                error = error.Length == 0 ? answer : error;
            }
        }

        _hasWorked = true;
        return (code, error);
    }
}
