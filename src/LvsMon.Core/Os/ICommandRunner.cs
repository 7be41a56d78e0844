using System;

namespace LvsMon.Core.Os;

/// <summary>
/// Runs one child process at a time. Argument blocks are made at set-up; starting, feeding, reading and reaping do
/// not allocate and do not block. Its descriptors are slots of the wait (<see cref="Ready.Command"/>).
/// </summary>
public interface ICommandRunner
{
    /// <summary>True from a successful <see cref="Start"/> until <see cref="Advance"/> has reported the exit.</summary>
    bool IsRunning { get; }

    /// <summary>Prepares an argument block (no shell, a fixed environment); set-up only.</summary>
    /// <returns>The number to start it by.</returns>
    int Prepare(string path, params ReadOnlySpan<string> arguments);

    /// <summary>Starts a prepared command; <paramref name="input"/> stays the caller's and unchanged until the exit.
    /// Lines of it, each at most 4096 bytes long, are never cut: a child that outlives us reads all or the first
    /// ones.</summary>
    OsError Start(int command, ReadOnlyMemory<byte> input);

    /// <summary>Moves bytes in and out and looks for the exit; call it at every turn while running.</summary>
    /// <returns>True once the child has ended and its pending output has been handed over.</returns>
    bool Advance(ICommandOutput output, out CommandExit exit);

    /// <summary>Sends SIGKILL to the child; the exit is still reported by <see cref="Advance"/>.</summary>
    void Kill();
}
