using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Os;

namespace LvsMon.Core.Tests.Notify;

/// <summary>Programs that run until the test ends them, and say what they were told.</summary>
internal sealed class FakeNotifyRunner : INotifyRunner
{
    private readonly CommandExit?[] _exits;
    private readonly bool[] _isRunning;

    internal FakeNotifyRunner(int places = 8)
    {
        _exits = new CommandExit?[places];
        _isRunning = new bool[places];
        Now = new Told?[places];
    }

    public int Places => _isRunning.Length;

    /// <summary>What the next starts answer.</summary>
    internal OsError Answer { get; set; }

    /// <summary>True to write down nothing, which would allocate.</summary>
    internal bool IsMute { get; set; }

    /// <summary>Every start that succeeded, in order.</summary>
    internal List<Told> All { get; } = [];

    /// <summary>What runs in each place.</summary>
    internal Told?[] Now { get; }

    /// <summary>The signals, as <c>TERM 0</c>.</summary>
    internal List<string> Signals { get; } = [];

    internal int Running => _isRunning.Count(one => one);

    /// <summary>Starts asked for.</summary>
    internal int Asked { get; private set; }

    public OsError Start(int place, ReadOnlySpan<byte> words, int arguments)
    {
        if (_isRunning[place])
        {
            throw new InvalidOperationException("the place is taken");
        }

        Asked++;
        if (Answer != OsError.None)
        {
            return Answer;
        }

        _isRunning[place] = true;
        if (!IsMute)
        {
            Told told = Told.Read(words, arguments);
            All.Add(told);
            Now[place] = told;
        }

        return OsError.None;
    }

    public bool TryReap(int place, out CommandExit exit)
    {
        exit = _exits[place] ?? default;
        if (_exits[place] is null || !_isRunning[place])
        {
            return false;
        }

        _isRunning[place] = false;
        _exits[place] = null;
        Now[place] = null;
        return true;
    }

    public void Stop(int place) => Signals.Add($"TERM {place}");

    public void Kill(int place) => Signals.Add($"KILL {place}");

    /// <summary>The program of a place ends.</summary>
    internal void End(int place, int code = 0, bool isSignal = false) =>
        _exits[place] = new CommandExit(isSignal, code);

    /// <summary>All that run end well.</summary>
    internal void EndAll()
    {
        for (int place = 0; place < Places; place++)
        {
            if (_isRunning[place])
            {
                End(place);
            }
        }
    }

    /// <summary>What one program was started with.</summary>
    internal sealed record Told(IReadOnlyList<string> Arguments, IReadOnlyList<string> Environment)
    {
        /// <summary>The value of a variable, without its <c>LVSMON_</c>.</summary>
        internal string this[string name] => Environment
            .Single(word => word.StartsWith($"LVSMON_{name}=", StringComparison.Ordinal))[(name.Length + 8)..];

        internal static Told Read(ReadOnlySpan<byte> words, int arguments)
        {
            string[] all = Encoding.UTF8.GetString(words[..^1]).Split('\0');
            return new Told(all[..arguments], all[arguments..]);
        }
    }
}
