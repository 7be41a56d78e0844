using System;
using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Lvs.Memory;
using LvsMon.Core.Os;

namespace LvsMon.Testing.Lvs;

/// <summary>
/// The runner of the tests: ipvsadm in memory with a script of faults and a run time. Time does not pass here; a child
/// ends when it has been advanced <see cref="Turns"/> times, or never.
/// </summary>
public sealed class ScriptedIpvsadm : ICommandRunner
{
    private static readonly byte[] Flood = MakeFlood();
    private readonly MemoryIpvsadm _table = new();
    private readonly List<string[]> _commands = [];
    private readonly Queue<IpvsadmFault> _faults = new();
    private IpvsadmResult _result;
    private IpvsadmFault _fault;
    private int _turnsLeft;
    private bool _killed;

    /// <summary>The table, for the operator's hand and for looking.</summary>
    public MemoryIpvsadm Table => _table;

    /// <inheritdoc/>
    public bool IsRunning { get; private set; }

    /// <summary>True while a child runs that will end by being advanced: a real one would wake the loop.</summary>
    public bool WantsTurn => IsRunning && _fault switch
    {
        IpvsadmFault.Hangs or IpvsadmFault.AppliesThenHangs => _killed,
        IpvsadmFault.Undying => LetGo,
        _ => true,
    };

    /// <summary>Advances a child needs before it ends.</summary>
    public int Turns { get; set; }

    /// <summary>The fault of every run once the script is at its end.</summary>
    public IpvsadmFault Standing { get; set; }

    /// <summary>True to let an undying child go.</summary>
    public bool LetGo { get; set; }

    /// <summary>A line of <c>-R</c> that contains this text is refused as the kernel would, null for none.</summary>
    public string? Refused { get; set; }

    /// <summary>A line of <c>-R</c> that contains this text ends the process with exit 2, null for none.</summary>
    public string? Stopping { get; set; }

    /// <summary>True: <c>--set</c> ends well and has no effect.</summary>
    public bool IgnoresSets { get; set; }

    /// <summary>What another writer sends right after each <c>-R</c>, before anybody can read; null for none.</summary>
    public string? Meddler { get; set; }

    /// <summary>Children started, by kind: <c>-R</c>.</summary>
    public int Restores { get; private set; }

    /// <summary>Children started, by kind: all others.</summary>
    public int Reads { get; private set; }

    /// <summary>Of <see cref="Reads"/>: those of the timeouts.</summary>
    public int Looks { get; private set; }

    /// <summary>Children started, by kind: <c>--set</c>.</summary>
    public int Sets { get; private set; }

    /// <summary>SIGKILLs sent.</summary>
    public int Kills { get; private set; }

    /// <summary>All lines ever handed to <c>-R</c>.</summary>
    public StringBuilder Lines { get; } = new();

    /// <summary>Lets the next runs go wrong, in this order; <see cref="IpvsadmFault.None"/> is a good run.</summary>
    public void Script(params ReadOnlySpan<IpvsadmFault> faults)
    {
        foreach (IpvsadmFault fault in faults)
        {
            _faults.Enqueue(fault);
        }
    }

    /// <summary>Ends all faults; a child that hangs now still has to be killed.</summary>
    public void Calm()
    {
        _faults.Clear();
        Standing = IpvsadmFault.None;
        LetGo = true;
        Refused = null;
        Stopping = null;
    }

    /// <summary>The operator's hand: one command line.</summary>
    public IpvsadmResult Operator(string line) => _table.Run(string.Empty, line.Split(' '));

    /// <inheritdoc/>
    public int Prepare(string path, params ReadOnlySpan<string> arguments)
    {
        _commands.Add(arguments.ToArray());
        return _commands.Count - 1;
    }

    /// <inheritdoc/>
    public OsError Start(int command, ReadOnlyMemory<byte> input)
    {
        if (IsRunning)
        {
            throw new InvalidOperationException("Two children at once.");
        }

        _fault = _faults.TryDequeue(out IpvsadmFault scripted) ? scripted : Standing;
        if (_fault == IpvsadmFault.Missing)
        {
            return OsError.NotFound;
        }

        string text = Encoding.UTF8.GetString(input.Span);
        string first = _commands[command][0];
        Restores += first == "-R" ? 1 : 0;
        Sets += first == "--set" ? 1 : 0;
        Reads += first is "-R" or "--set" ? 0 : 1;
        Looks += Array.IndexOf(_commands[command], "--timeout") >= 0 ? 1 : 0;
        Lines.Append(text);
        _result = Carry(_commands[command], text);
        if (first == "-R" && Meddler is { } line)
        {
            Operator(line);
        }

        _turnsLeft = Turns;
        _killed = false;
        IsRunning = true;
        return OsError.None;
    }

    /// <inheritdoc/>
    public bool Advance(ICommandOutput output, out CommandExit exit)
    {
        exit = default;
        if (!IsRunning || !HasEnded())
        {
            return false;
        }

        IsRunning = false;
        exit = _killed ? new CommandExit(true, 9) : new CommandExit(false, _result.Code);
        if (!_killed)
        {
            Hand(output);
        }

        return true;
    }

    /// <inheritdoc/>
    public void Kill()
    {
        Kills++;
        _killed = true;
    }

    private bool HasEnded() => _fault switch
    {
        IpvsadmFault.Hangs or IpvsadmFault.AppliesThenHangs => _killed,
        IpvsadmFault.Undying => LetGo,
        _ => _killed || _turnsLeft-- <= 0,
    };

    private IpvsadmResult Carry(string[] arguments, string input) => _fault switch
    {
        IpvsadmFault.None when IgnoresSets && arguments[0] == "--set" => new IpvsadmResult(0, "", ""),
        IpvsadmFault.NoModule => new IpvsadmResult(
            2,
            string.Empty,
            "Can't initialize ipvs: Protocol not available\n"
            + "Are you sure that IP Virtual Server is built in the kernel or as module?\n"),
        IpvsadmFault.NoEffect or IpvsadmFault.Hangs or IpvsadmFault.Undying => new IpvsadmResult(0, "", ""),
        IpvsadmFault.AppliesThenFails => RunLines(arguments, input) with
        {
            Code = 255,
            Errors = "Memory allocation problem\n",
        },
        IpvsadmFault.StopsAtSecondLine => RunLines(arguments, FirstLine(input)) with
        {
            Code = 2,
            Errors = "illegal weight specified\n",
        },
        _ => RunLines(arguments, input),
    };

    private IpvsadmResult RunLines(string[] arguments, string input)
    {
        if (Refused is null && Stopping is null)
        {
            return _table.Run(input, arguments);
        }

        StringBuilder passed = new();
        string errors = string.Empty;
        int code = 0;
        foreach (string line in input.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            code = 0;
            if (Stopping is not null && line.Contains(Stopping, StringComparison.Ordinal))
            {
                errors += "illegal weight specified\n";
                code = 2;
                break;
            }

            if (Refused is not null && line.Contains(Refused, StringComparison.Ordinal))
            {
                errors += "Memory allocation problem\n";
                code = 255;
                continue;
            }

            passed.Append(line).Append('\n');
        }

        IpvsadmResult result = _table.Run(passed.ToString(), arguments);
        return errors.Length == 0 ? result : result with { Code = code, Errors = errors + result.Errors };
    }

    private void Hand(ICommandOutput output)
    {
        byte[] text = Encoding.UTF8.GetBytes(_result.Output);
        int length = _fault == IpvsadmFault.CutsOutput ? text.Length / 2 : text.Length;

        // Pieces of odd sizes: nobody may rely on lines coming whole.
        for (int at = 0; at < length; at += 7)
        {
            output.Standard(text.AsSpan(at, Math.Min(7, length - at)));
        }

        output.Error(Encoding.UTF8.GetBytes(_result.Errors));
        if (_fault == IpvsadmFault.Floods)
        {
            for (int i = 0; i < 64; i++)
            {
                output.Error(Flood);
            }

            output.Standard(Flood);
        }
    }

    private static string FirstLine(string input)
    {
        int end = input.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? input : input[..(end + 1)];
    }

    private static byte[] MakeFlood()
    {
        byte[] flood = new byte[65536];
        Array.Fill(flood, (byte)'x');
        flood[^1] = (byte)'\n';
        return flood;
    }
}
