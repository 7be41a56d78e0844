using System;
using LvsMon.Core.Values;

namespace LvsMon.Core.Os;

/// <summary>
/// A fixed number of connection slots and the one wait over them. No call blocks but <see cref="Wait"/>; none throws
/// for what a
/// peer or the kernel does; after construction none allocates.
/// </summary>
public interface ISocketSet : IDisposable
{
    /// <summary>Number of slots, 0 ≤ slot &lt; Capacity.</summary>
    int Capacity { get; }

    /// <summary>Grows the set to at least <paramref name="capacity"/> slots; connections in progress stay. Set-up
    /// only: allocates.</summary>
    void Grow(int capacity);

    /// <summary>
    /// Begins a connection in a slot that is not open. Success (<see cref="OsError.None"/>) means begun: its end is
    /// reported by <see cref="Wait"/> as <see cref="Readiness.Send"/>, for anything but a stream at once. After an
    /// error the slot is closed again.
    /// </summary>
    /// <param name="slot">The slot.</param>
    /// <param name="target">The peer.</param>
    /// <param name="source">The local address to leave from; the unspecified address of the peer's family for
    /// any.</param>
    /// <param name="speaksFirst">The first thing on the connection will be bytes of ours: they may carry the end of the
    /// handshake.</param>
    /// <param name="transport">How the bytes travel; <see cref="OsError.NotPermitted"/> where this process may not send
    /// an echo.</param>
    OsError Connect(
        int slot,
        in Endpoint target,
        in IpAddress source,
        bool speaksFirst = false,
        Transport transport = Transport.Stream);

    /// <summary>
    /// The result of a connect that was reported ready: <see cref="OsError.None"/> when connected,
    /// <see cref="OsError.WouldBlock"/>
    /// when still in progress, <see cref="OsError.SelfConnect"/> when the connection is with itself.
    /// </summary>
    OsError FinishConnect(int slot);

    /// <summary>Sends what the socket takes now; of a stream <paramref name="sent"/> may be less than asked.</summary>
    OsError Send(int slot, ReadOnlySpan<byte> bytes, out int sent);

    /// <summary>
    /// Takes what has arrived. <see cref="OsError.None"/> with 0 bytes is the end of the stream; of another transport
    /// one datagram is taken, which may have none, and what has no room is lost.
    /// </summary>
    OsError Receive(int slot, Span<byte> buffer, out int received);

    /// <summary>Says what the slot waits for from now on; what it is ready for already is reported by the next
    /// <see cref="Wait"/>.</summary>
    void Expect(int slot, Readiness what);

    /// <summary>Asks that the next <see cref="Wait"/> reports the slot again at once: it was left before it was
    /// drained.</summary>
    void Again(int slot);

    /// <summary>Ends the connection with a reset (no TIME_WAIT of ours) and frees the slot; harmless when it is
    /// free.</summary>
    void Close(int slot);

    /// <summary>
    /// Waits until a slot is ready or <paramref name="untilUs"/> (monotonic, microseconds;
    /// <see cref="long.MaxValue"/> for ever) has
    /// come; a time in the past polls.
    /// </summary>
    /// <returns>How many entries of <paramref name="ready"/> were filled; at most its length, the rest is reported
    /// next time.</returns>
    int Wait(long untilUs, Span<Ready> ready);
}
