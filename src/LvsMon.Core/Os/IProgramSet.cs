using LvsMon.Core.Values;

namespace LvsMon.Core.Os;

/// <summary>
/// A set whose slots also hold programs: a bounded number at once, each with its standard output as a stream that can
/// only be received. A program and all it started are ended when its slot is closed; nobody waits for that.
/// </summary>
public interface IProgramSet : ISecureSocketSet
{
    /// <summary>Programs that run at once, at most. As many places of the list that a wait fills are kept for those
    /// asked for, however many sockets stay ready.</summary>
    const int MostPrograms = 20;

    /// <summary>
    /// Runs a program in a slot that is not open. It may have to wait for its turn: <see cref="ISocketSet.Wait"/>
    /// reports its start as <see cref="Readiness.Send"/>, and <see cref="ISocketSet.FinishConnect"/> says what came of
    /// it, <see cref="OsError.WouldBlock"/> while it waits. After an error the slot is still to be closed.
    /// </summary>
    /// <param name="slot">The slot.</param>
    /// <param name="program">What is run.</param>
    /// <param name="target">What it is told to check.</param>
    /// <param name="source">The local address it is told to leave from; the unspecified address for any.</param>
    void Run(int slot, ExternalProgram program, in Endpoint target, in IpAddress source);

    /// <summary>
    /// How the program ended, once <see cref="ISocketSet.Receive"/> has told the end of its output: its exit code, 0 to
    /// 255, or minus the number of the signal that ended it.
    /// </summary>
    int ExitStatus(int slot);
}
