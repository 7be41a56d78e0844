using System;
using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Os;

namespace LvsMon.Core.Lvs.Memory;

/// <summary>
/// The back end <c>--table memory</c>: ipvsadm and the kernel's table in one, in memory. It takes the same commands and
/// gives the same bytes as ipvsadm 1.31 on Linux 6.1, so that the same reader and writer run against it. A child ends
/// at the first <see cref="Advance"/> after its start. It allocates.
/// </summary>
public sealed class MemoryIpvsadm : ICommandRunner
{
    private readonly MemoryTable _table = new();
    private readonly IpvsadmProgram _program;
    private readonly List<string[]> _commands = [];
    private IpvsadmResult _result;

    /// <summary>An empty table.</summary>
    public MemoryIpvsadm()
    {
        _program = new IpvsadmProgram(_table);
    }

    /// <inheritdoc/>
    public bool IsRunning { get; private set; }

    /// <summary>Runs one command line at once.</summary>
    /// <param name="input">Standard input, for <c>-R</c>.</param>
    /// <param name="arguments">The words after the program's name.</param>
    public IpvsadmResult Run(string input, params ReadOnlySpan<string> arguments) =>
        _program.Run(arguments.ToArray(), input);

    /// <summary>The table as <c>ipvsadm -Ln</c> prints it.</summary>
    public string List() => Run(string.Empty, "-L", "-n").Output;

    /// <summary>The whole table as lines for <c>-R</c>, with what <c>-S</c> leaves out.</summary>
    public string ToRestoreText()
    {
        StringBuilder text = new();
        new IpvsadmPrinter(text, numeric: true).Save(_table.Sorted(), whole: true);
        return text.ToString();
    }

    /// <inheritdoc/>
    public int Prepare(string path, params ReadOnlySpan<string> arguments)
    {
        _commands.Add(arguments.ToArray());
        return _commands.Count - 1;
    }

    /// <inheritdoc/>
    public OsError Start(int command, ReadOnlyMemory<byte> input)
    {
        _result = _program.Run(_commands[command], Encoding.UTF8.GetString(input.Span));
        IsRunning = true;
        return OsError.None;
    }

    /// <inheritdoc/>
    public bool Advance(ICommandOutput output, out CommandExit exit)
    {
        exit = new CommandExit(false, _result.Code);
        if (!IsRunning)
        {
            return false;
        }

        IsRunning = false;
        if (_result.Output.Length > 0)
        {
            output.Standard(Encoding.UTF8.GetBytes(_result.Output));
        }

        if (_result.Errors.Length > 0)
        {
            output.Error(Encoding.UTF8.GetBytes(_result.Errors));
        }

        return true;
    }

    /// <inheritdoc/>
    public void Kill()
    {
        // A child in memory has ended before anybody could kill it.
    }
}
