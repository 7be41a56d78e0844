using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs;

/// <summary>What the daemon needs of the part that has the kernel's table in hand: <see cref="TableKeeper"/>, or <see
/// cref="Shadow.TableShadow"/>, which keeps its hands off.</summary>
public interface ITableSink : IFactSink, IPlanFollower
{
    /// <summary>What can be asked of it; the same object all the time.</summary>
    TableStatus Status { get; }

    /// <summary>How far the reading at start is.</summary>
    StartRead StartRead { get; }

    /// <summary>Edits that the plan just taken needs, as far as the table is known.</summary>
    int PendingEdits { get; }

    /// <summary>True when a reading after the one at start has adopted real servers: the first could not be made, or a
    /// reload named what stood in the table already. Stays until <see cref="TakeAdoptions"/>.</summary>
    bool HasNewAdoptions { get; }

    /// <summary>True once <see cref="Stop"/> has come to its end.</summary>
    bool IsIdle { get; }

    /// <summary>What the end left; final once <see cref="IsIdle"/>.</summary>
    TableOutcome Outcome { get; }

    /// <summary>True when the real server stood in the table, without a verdict, when it was first looked for
    /// there.</summary>
    bool IsAdopted(int real);

    /// <summary>Says that the new adoptions were taken note of; which they are says <see cref="IsAdopted"/>.</summary>
    void TakeAdoptions();

    /// <summary>Begins the work: the table is read.</summary>
    void BeginStart(long nowUs);

    /// <summary>Begins the regular end; call <see cref="IFactSink.Flush"/> until <see cref="IsIdle"/>.</summary>
    /// <param name="clear">True for <c>on-exit clear</c>.</param>
    /// <param name="nowUs">Now.</param>
    void Stop(bool clear, long nowUs);
}
