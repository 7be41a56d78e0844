using System;
using System.Collections.Generic;
using LvsMon.Core.Values;

namespace LvsMon.Core.Os;

/// <summary>
/// A set whose streams can be made secure: from then on <see cref="ISocketSet.Send"/> and
/// <see cref="ISocketSet.Receive"/> are about what is inside. All of it runs in the caller's thread and allocates no
/// managed memory.
/// </summary>
public interface ISecureSocketSet : ISocketSet
{
    /// <summary>Reads in what the handshakes of these settings need and forgets all others. Set-up only.</summary>
    void Prepare(IReadOnlyCollection<TlsSettings> settings);

    /// <summary>
    /// Begins a handshake as client on a stream that stands, with settings that were prepared.
    /// <see cref="ISocketSet.Wait"/> reports the slot whenever <see cref="FinishTls"/> may know more.
    /// </summary>
    OsError StartTls(int slot, TlsSettings settings);

    /// <summary>
    /// The result of a handshake: <see cref="OsError.None"/> when it has ended as <paramref name="end"/> says,
    /// <see cref="OsError.WouldBlock"/> while it has not, else the error of the stream. After an
    /// <see cref="OsError.Insecure"/> it says what ended the secure stream.
    /// </summary>
    /// <param name="slot">The slot.</param>
    /// <param name="shown">Takes the bytes that explain a failure.</param>
    /// <param name="end">How it ended.</param>
    OsError FinishTls(int slot, Span<byte> shown, out TlsEnd end);
}
