using System;

namespace LvsMon.Core.Os;

/// <summary>
/// The clients of a listening stream socket, in a fixed number of slots. Its descriptors are one source of the one wait
/// (<see cref="Ready.Control"/>). Nothing blocks, nothing throws for what a client does, and after construction nothing
/// allocates. Descriptors that a client passes along are never taken: the kernel closes them.
/// </summary>
public interface IClientSet
{
    /// <summary>The number of <see cref="Poll"/> for the socket that new clients come to.</summary>
    const int Door = -1;

    /// <summary>Number of slots, 0 ≤ slot &lt; Capacity.</summary>
    int Capacity { get; }

    /// <summary>Says which slots are ready for what they are expected to be, and whether clients wait at the
    /// <see cref="Door"/>. A client that has gone is reported as ready.</summary>
    /// <returns>How many entries were filled; what did not fit or is left undone is reported again.</returns>
    int Poll(Span<Ready> ready);

    /// <summary>Whether waiting clients are reported.</summary>
    void Watch(bool door);

    /// <summary>Takes a waiting client into a free slot; it is then expected to send.
    /// <see cref="OsError.WouldBlock"/> when nobody waits, or nobody any more.</summary>
    OsError Accept(int slot, out ClientIdentity who);

    /// <summary>Gives the client of a slot another one that is free.</summary>
    void Move(int slot, int other);

    /// <summary>Takes what has arrived; <see cref="OsError.None"/> with 0 bytes is the end.</summary>
    OsError Receive(int slot, Span<byte> buffer, out int received);

    /// <summary>Sends what the socket takes now.</summary>
    OsError Send(int slot, ReadOnlySpan<byte> bytes, out int sent);

    /// <summary>Says what the slot waits for from now on.</summary>
    void Expect(int slot, Readiness what);

    /// <summary>Ends the connection; harmless for a free slot. What was sent can still be read by the client.</summary>
    void Close(int slot);
}
