using System;

namespace LvsMon.Simulation.Surroundings;

/// <summary>A process of ipvsadm: what it was given, when it does it, when it ends.</summary>
internal sealed class Child
{
    /// <summary>Most bytes of input and of output.</summary>
    public const int Room = 1 << 16;

    private readonly byte[] _input = new byte[Room];

    /// <summary>What it is.</summary>
    public ChildTask Task { get; private set; }

    /// <summary>How it goes wrong.</summary>
    public ChildFault Fault { get; private set; }

    /// <summary>When it does its work, <see cref="long.MaxValue"/> for never.</summary>
    public long WorkUs { get; set; } = long.MaxValue;

    /// <summary>When it ends.</summary>
    public long EndUs { get; set; } = long.MaxValue;

    /// <summary>True once its work is done, or will never be.</summary>
    public bool HasWorked { get; set; } = true;

    /// <summary>True once a signal has ended it.</summary>
    public bool IsSignalled { get; set; }

    /// <summary>Exit code.</summary>
    public int Code { get; set; }

    /// <summary>Lines of its input that are left out; from this one on when it was cut.</summary>
    public int Lines { get; private set; }

    /// <summary>The output.</summary>
    public byte[] Output { get; } = new byte[Room];

    /// <summary>Bytes of output.</summary>
    public int OutputLength { get; set; }

    /// <summary>The first line on standard error, empty for none.</summary>
    public FixedText Error;

    /// <summary>What was given to it.</summary>
    public ReadOnlySpan<byte> Input => _input.AsSpan(0, InputLength);

    private int InputLength { get; set; }

    /// <summary>Begins.</summary>
    public void Begin(ChildTask task, ChildFault fault, ReadOnlySpan<byte> input)
    {
        Task = task;
        Fault = fault;
        input.CopyTo(_input);
        InputLength = input.Length;
        Lines = input.Count((byte)'\n');
        HasWorked = false;
        IsSignalled = false;
        Code = 0;
        OutputLength = 0;
        Error.Set(default);
    }

    /// <summary>Takes over what an orphan still has to do.</summary>
    public void CopyFrom(Child other)
    {
        Begin(other.Task, other.Fault, other.Input);
        HasWorked = other.HasWorked;
        WorkUs = other.WorkUs;
        EndUs = other.EndUs;
    }

    /// <summary>Carries out so many of its lines.</summary>
    public void Restore(SimulatedTable table, int lines, Draw draw)
    {
        int refused = Fault == ChildFault.RefusesALine && lines > 0 ? draw.Below(lines) : -1;
        ReadOnlySpan<byte> rest = Input;
        for (int line = 0; line < lines && !rest.IsEmpty; line++)
        {
            if (Fault == ChildFault.StopsAtSecondLine && line == 1)
            {
                Code = 2;
                Error.Set("illegal weight specified"u8);
                return;
            }

            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> error = line == refused
                ? "Memory allocation problem\n"u8
                : table.Apply(TableLine.Read(rest[..end]));
            Code = error.IsEmpty ? 0 : 255;
            if (!error.IsEmpty && Error.IsEmpty)
            {
                Error.Set(error[..^1]);
            }

            rest = rest[(end + 1)..];
        }
    }

    /// <summary>Lets its output be what its fault makes of it.</summary>
    public void Spoil()
    {
        switch (Fault)
        {
            case ChildFault.CutsOutput:
                // In a line, or between two: only counting shows that.
                int half = OutputLength / 2;
                bool isInLine = (OutputLength & 1) == 0;
                OutputLength = isInLine ? half : Output.AsSpan(0, half).LastIndexOf((byte)'\n') + 1;
                break;
            case ChildFault.StopsAtSecondLine:
                OutputLength = Output.AsSpan(0, OutputLength).IndexOf((byte)'\n') + 1;
                Code = 2;
                break;
            case ChildFault.Garbled:
                "-a -q what is this\n"u8.CopyTo(Output.AsSpan(OutputLength));
                OutputLength += "-a -q what is this\n"u8.Length;
                break;
        }
    }
}
