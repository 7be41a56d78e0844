using System.Collections.Generic;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs.Memory;

/// <summary>A virtual service as the kernel keeps it.</summary>
internal sealed class MemoryService
{
    internal MemoryService(in ServiceKey key)
    {
        Key = key;
    }

    /// <summary>The identity.</summary>
    internal ServiceKey Key { get; }

    /// <summary>Scheduler, settings of persistence and flags.</summary>
    internal MemorySettings Settings { get; set; } = new();

    /// <summary>Destinations by address and port.</summary>
    internal Dictionary<Endpoint, Destination> Destinations { get; } = [];
}
