using System;
using LvsMon.Core.Os;

namespace LvsMon.Core.Lvs;

/// <summary>
/// The one child at a time, with its deadline: 5 s and 1 ms per line, then SIGKILL. A child that does not die even then
/// keeps the slot.
/// </summary>
internal sealed class ChildSlot
{
    private const long BaseBudgetUs = 5_000_000;
    private const long LineBudgetUs = 1_000;
    private const long DyingUs = 1_000_000;
    private readonly ICommandRunner _runner;
    private long _deadlineUs;

    /// <summary>An empty slot.</summary>
    internal ChildSlot(ICommandRunner runner)
    {
        _runner = runner;
    }

    /// <summary>True while a child runs.</summary>
    internal bool IsRunning { get; private set; }

    /// <summary>True when the deadline passed and the child was killed.</summary>
    internal bool WasKilled { get; private set; }

    /// <summary>True when it is still there a second after SIGKILL.</summary>
    internal bool IsStuck { get; private set; }

    /// <summary>How the last child ended.</summary>
    internal CommandExit Exit { get; private set; }

    /// <summary>True when the last child ended by itself with exit code 0.</summary>
    internal bool EndedWell => !WasKilled && !Exit.Signalled && Exit.Code == 0;

    /// <summary>Where the output of the child goes.</summary>
    internal ChildOutput Output { get; } = new();

    /// <summary>When the slot must be looked at again although nothing happened.</summary>
    internal long WakeUs => _deadlineUs;

    /// <summary>Starts a prepared command.</summary>
    internal OsError Start(int command, ReadOnlyMemory<byte> input, int lines, long nowUs)
    {
        WasKilled = false;
        IsStuck = false;
        OsError error = _runner.Start(command, input);
        IsRunning = error == OsError.None;
        _deadlineUs = nowUs + BaseBudgetUs + (lines * LineBudgetUs);
        return error;
    }

    /// <summary>Ends the running child earlier than its own deadline.</summary>
    /// <returns>True when that made it earlier; false once it is killed.</returns>
    internal bool EndBy(long us)
    {
        bool isEarlier = !WasKilled && us < _deadlineUs;
        _deadlineUs = isEarlier ? us : _deadlineUs;
        return isEarlier;
    }

    /// <summary>Moves bytes and looks for the exit and the deadline.</summary>
    /// <returns>True when the child has ended.</returns>
    internal bool Advance(long nowUs) => Advance(Output, nowUs);

    /// <summary>The same for a child whose output goes elsewhere.</summary>
    internal bool Advance(ICommandOutput output, long nowUs)
    {
        if (_runner.Advance(output, out CommandExit exit))
        {
            Exit = exit;
            IsRunning = false;
            return true;
        }

        if (nowUs >= _deadlineUs)
        {
            IsStuck = WasKilled;
            WasKilled = true;
            _runner.Kill();
            _deadlineUs = nowUs + DyingUs;
        }

        return false;
    }
}
