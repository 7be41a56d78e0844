using System;

namespace LvsMon.Core.Config;

/// <summary>Where a directive may stand.</summary>
[Flags]
public enum BlockKinds : byte
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>Outside every block.</summary>
    Top = 1,

    /// <summary>In the <c>global</c> block.</summary>
    Global = 2,

    /// <summary>In the <c>defaults</c> block.</summary>
    Defaults = 4,

    /// <summary>In a <c>virtual</c> block.</summary>
    Virtual = 8,

    /// <summary>In the block of a <c>real</c>.</summary>
    Real = 16,

    /// <summary>In the block of a <c>check</c>, whose other lines are options.</summary>
    Check = 32,

    /// <summary>Anywhere.</summary>
    Anywhere = Top | Global | Defaults | Virtual | Real | Check,

    /// <summary>Wherever intervals and thresholds may stand.</summary>
    Timing = Defaults | Virtual | Real,
}
