using System;

namespace LvsMon.Core.Os;

/// <summary>
/// Runs programs that are told something and say nothing: some at once, each in a place of its own and with a session
/// of its own, without standard input and output. Starting, reaping and signalling do not allocate and do not block;
/// the end of any is a slot of the wait (<see cref="Ready.Notify"/>).
/// </summary>
public interface INotifyRunner
{
    /// <summary>Places: programs at once, at most.</summary>
    int Places { get; }

    /// <summary>Starts a program in a free place.</summary>
    /// <param name="place">0 to <see cref="Places"/> - 1.</param>
    /// <param name="words">Path, arguments, then the environment as <c>NAME=value</c>, each ended by a NUL.</param>
    /// <param name="arguments">How many of the words are path and arguments.</param>
    OsError Start(int place, ReadOnlySpan<byte> words, int arguments);

    /// <summary>Looks whether the program of a place has ended; the place is free then. What it leaves in its group is
    /// killed first.</summary>
    bool TryReap(int place, out CommandExit exit);

    /// <summary>Sends a program and its group SIGTERM.</summary>
    void Stop(int place);

    /// <summary>Sends a program and its group SIGKILL.</summary>
    void Kill(int place);
}
