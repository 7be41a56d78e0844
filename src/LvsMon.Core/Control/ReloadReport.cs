using System.Collections.Generic;

namespace LvsMon.Core.Control;

/// <summary>What a reload came to, or would have.</summary>
public sealed record ReloadReport
{
    /// <summary>Every mistake and warning with its place, then what comes, goes and changes; a line each.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>True when the new configuration runs now.</summary>
    public bool IsTaken { get; init; }

    /// <summary>True when only <c>reload-limit</c> speaks against it.</summary>
    public bool IsOverLimit { get; init; }

    /// <summary>Mistakes; with any nothing was compared.</summary>
    public int Errors { get; init; }

    /// <summary>Real servers added.</summary>
    public int Added { get; init; }

    /// <summary>Real servers removed.</summary>
    public int Removed { get; init; }

    /// <summary>Real servers changed.</summary>
    public int Changed { get; init; }

    /// <summary>Part of the weight that leaves the table, per cent rounded up.</summary>
    public int LeavingPercent { get; init; }

    /// <summary>The running configuration's <c>reload-limit</c>, per cent; 0 for none.</summary>
    public int LimitPercent { get; init; }
}
