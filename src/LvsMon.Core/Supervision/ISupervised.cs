namespace LvsMon.Core.Supervision;

/// <summary>What the service manager's notices speak of.</summary>
public interface ISupervised
{
    /// <summary>
    /// When the oldest work of the checks is or was due, monotonic microseconds: the next start that there is room for,
    /// or the next deadline of a check in flight. In the past for work that still waits; <see cref="long.MaxValue"/>
    /// for none.
    /// </summary>
    long DueUs { get; }

    /// <summary>True when the kernel's table is what it should be, or cannot be made so for now.</summary>
    bool IsTableAtRest { get; }

    /// <summary>Looks; work in proportion to the number of real servers.</summary>
    DaemonState Read();
}
