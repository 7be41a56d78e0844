using LvsMon.Core.Os;

namespace LvsMon.Linux.Sockets;

/// <summary>
/// Lets a source other than a connection take part in the one wait: the signal latch, a child's pidfd and pipes.
/// Reports are level-triggered: they repeat at every wait until the source has taken what is there.
/// </summary>
public interface IWaitRegistry
{
    /// <summary>
    /// Adds an open descriptor. Several descriptors may share a source; what they are ready for is then reported
    /// together.
    /// </summary>
    /// <param name="descriptor">Not registered yet; it stays the caller's.</param>
    /// <param name="source">The negative slot to report, such as <see cref="Ready.Signals"/>.</param>
    /// <param name="what">What to wait for; errors and hang-ups are reported under it too.</param>
    /// <returns><see cref="OsError.NoMemory"/> when the set is full.</returns>
    OsError Add(int descriptor, int source, Readiness what);

    /// <summary>Removes a descriptor; to be called before it is closed. Harmless when it is not registered.</summary>
    void Remove(int descriptor);
}
