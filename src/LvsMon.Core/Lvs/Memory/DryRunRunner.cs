using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using LvsMon.Core.Os;

namespace LvsMon.Core.Lvs.Memory;

/// <summary>
/// The back end <c>--table dry-run</c>: writes every line that would go to <c>ipvsadm -R</c>, and each <c>--set</c>,
/// and applies it to a table in memory so that reading back agrees. The kernel's table is neither read nor changed.
/// </summary>
public sealed class DryRunRunner : ICommandRunner
{
    private readonly MemoryIpvsadm _inner = new();
    private readonly TextWriter _lines;
    private readonly List<string[]> _commands = [];

    /// <summary>Writes the lines to <paramref name="lines"/>, which stays the caller's.</summary>
    public DryRunRunner(TextWriter lines)
    {
        _lines = lines;
    }

    /// <inheritdoc/>
    public bool IsRunning => _inner.IsRunning;

    /// <inheritdoc/>
    public int Prepare(string path, params ReadOnlySpan<string> arguments)
    {
        _commands.Add(arguments.ToArray());
        return _inner.Prepare(path, arguments);
    }

    /// <inheritdoc/>
    public OsError Start(int command, ReadOnlyMemory<byte> input)
    {
        if (!input.IsEmpty)
        {
            _lines.Write(Encoding.UTF8.GetString(input.Span));
        }
        else if (_commands[command][0] == "--set")
        {
            _lines.Write(string.Join(' ', _commands[command]) + "\n");
        }

        return _inner.Start(command, input);
    }

    /// <inheritdoc/>
    public bool Advance(ICommandOutput output, out CommandExit exit) => _inner.Advance(output, out exit);

    /// <inheritdoc/>
    public void Kill() => _inner.Kill();
}
