using LvsMon.Core.Checks;

namespace LvsMon.Core.Syslog;

/// <summary>What was collected of one real server.</summary>
internal struct StormReal
{
    /// <summary>The <see cref="StormService.Storm"/> that it belongs to; of another one nothing here is true.</summary>
    internal int Storm;

    /// <summary>The next real server of the same service, -1 at the end.</summary>
    internal int Next;

    /// <summary>Why it went down last.</summary>
    internal CheckReason Reason;

    /// <summary>Its states.</summary>
    internal StormSeen Seen;
}
