using System;
using LvsMon.Core.Os;

namespace LvsMon.Simulation.Surroundings;

/// <summary>Sees the programs of <c>notify</c> that the daemon runs.</summary>
internal interface INotifyWatch
{
    /// <summary>One was started, or could not be.</summary>
    /// <param name="place">Where.</param>
    /// <param name="words">As <see cref="INotifyRunner.Start"/> has them.</param>
    /// <param name="arguments">As <see cref="INotifyRunner.Start"/> has it.</param>
    /// <param name="error">What came of it.</param>
    void Started(int place, ReadOnlySpan<byte> words, int arguments, OsError error);

    /// <summary>The daemon has seen how one ended.</summary>
    void Reaped(int place, CommandExit exit);

    /// <summary>One got a signal, as its first or as its second.</summary>
    void Signalled(int place, bool isKill);
}
