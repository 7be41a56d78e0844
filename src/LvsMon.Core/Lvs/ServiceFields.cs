using System;

namespace LvsMon.Core.Lvs;

/// <summary>The settings of a virtual service that can differ between the table and the plan.</summary>
[Flags]
internal enum ServiceFields : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The scheduler's name.</summary>
    Scheduler = 1,

    /// <summary>The scheduler's flags.</summary>
    Flags = 2,

    /// <summary>Persistence on or off, or its timeout.</summary>
    Persistence = 4,

    /// <summary>The persistence netmask.</summary>
    Netmask = 8,

    /// <summary>The persistence engine.</summary>
    Engine = 16,

    /// <summary>One-packet scheduling.</summary>
    OnePacket = 32,
}
