using System;
using System.Collections.Generic;
using LvsMon.Core.Os;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>A program that ends at once, with answers made beforehand: nothing of it allocates.</summary>
internal abstract class CannedRunner : ICommandRunner
{
    private readonly List<string> _commands = [];
    private int _command;

    public bool IsRunning { get; private set; }

    public int Prepare(string path, params ReadOnlySpan<string> arguments)
    {
        _commands.Add(arguments[0]);
        return _commands.Count - 1;
    }

    public OsError Start(int command, ReadOnlyMemory<byte> input)
    {
        _command = command;
        IsRunning = true;
        return OsError.None;
    }

    public bool Advance(ICommandOutput output, out CommandExit exit)
    {
        IsRunning = false;
        exit = Answer(_commands[_command], output);
        return true;
    }

    public void Kill()
    {
        // Ends at once anyway.
    }

    /// <summary>What a command says, by its first word, and how it ends.</summary>
    protected abstract CommandExit Answer(string word, ICommandOutput output);
}
