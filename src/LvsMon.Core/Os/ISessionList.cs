using System;

namespace LvsMon.Core.Os;

/// <summary>
/// The kernel's own list of the virtual services of the daemon's network namespace with the sessions of each real
/// server, as text: <c>/proc/net/ip_vs</c>. No call blocks or allocates.
/// </summary>
public interface ISessionList
{
    /// <summary>Begins a reading. <see cref="OsError.NotFound"/>: IPVS is not in this kernel or network
    /// namespace.</summary>
    OsError Open();

    /// <summary>Takes the next bytes; <see cref="OsError.None"/> with 0 bytes is the end of the list.</summary>
    OsError Read(Span<byte> buffer, out int length);

    /// <summary>Ends a reading, also one that is not at its end; harmless when none is open.</summary>
    void Close();
}
