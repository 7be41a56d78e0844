using System;
using LvsMon.Core.Os;

namespace LvsMon.Simulation.Surroundings;

/// <summary>Sees what the kernel tells the daemon of its sessions, as the kernel has it at that moment.</summary>
internal interface ISessionWatch
{
    /// <summary>A reading begins, or cannot.</summary>
    void Opened(OsError error);

    /// <summary>A service is written, its real servers follow.</summary>
    void Service(ReadOnlySpan<byte> selector);

    /// <summary>A real server of the service before.</summary>
    void Real(ReadOnlySpan<byte> endpoint, int active, int inactive);

    /// <summary>Something stands in the service before that nobody can understand.</summary>
    void Garbled();

    /// <summary>So many bytes are handed over.</summary>
    void Given(int bytes);

    /// <summary>The end is told.</summary>
    void Ended(SessionEnd end);

    /// <summary>The reading is over, whether it has come to its end or not.</summary>
    void Closed();
}
