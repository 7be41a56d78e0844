using System;

namespace LvsMon.Simulation;

/// <summary>
/// A turn allocated. One clean replay of the episode is proof that it was not ours: the runtime makes tables of its own
/// when it first needs them (its cache of casts: 12 336 bytes), and a collection that another thread starts moves the
/// count.
/// </summary>
internal sealed class AllocationFailure(string message) : Exception(message);
