using System;

namespace LvsMon.Checks.Agent;

/// <summary>What an agent's words ask for.</summary>
[Flags]
internal enum AgentWords : byte
{
    /// <summary>Nothing yet.</summary>
    None = 0,

    /// <summary><c>up</c> or <c>ready</c>: nothing against traffic.</summary>
    Up = 1,

    /// <summary><c>drain</c>: no new connections.</summary>
    Drain = 2,

    /// <summary><c>maint</c>: out of service on purpose.</summary>
    Maint = 4,

    /// <summary><c>down</c>, <c>failed</c> or <c>stopped</c>: out of order.</summary>
    Down = 8,
}
