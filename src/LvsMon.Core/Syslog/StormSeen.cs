using System;

namespace LvsMon.Core.Syslog;

/// <summary>What was collected of one real server: what the lines before said of it, and what is so now. A line tells
/// a change, so the first one collected says what was before it.</summary>
[Flags]
internal enum StormSeen : byte
{
    /// <summary>Nothing that changes a state.</summary>
    None = 0,

    /// <summary>It went up or down.</summary>
    Edge = 1,

    /// <summary>It was up before.</summary>
    WasUp = 2,

    /// <summary>It is up now.</summary>
    IsUp = 4,

    /// <summary>The floor has held it or let it go.</summary>
    Hold = 8,

    /// <summary>It was held before.</summary>
    WasHeld = 16,

    /// <summary>It is held now.</summary>
    IsHeld = 32,
}
