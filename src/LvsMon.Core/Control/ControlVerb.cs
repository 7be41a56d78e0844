namespace LvsMon.Core.Control;

/// <summary>The commands of the control socket.</summary>
public enum ControlVerb : byte
{
    /// <summary>None, or one that is not known.</summary>
    None,

    /// <summary><c>version</c>.</summary>
    Version,

    /// <summary><c>status</c>.</summary>
    Status,

    /// <summary><c>why</c>.</summary>
    Why,

    /// <summary><c>disable</c>.</summary>
    Disable,

    /// <summary><c>enable</c>.</summary>
    Enable,

    /// <summary><c>drain</c>.</summary>
    Drain,

    /// <summary><c>weight</c>.</summary>
    Weight,

    /// <summary><c>check-now</c>.</summary>
    CheckNow,

    /// <summary><c>reload</c>.</summary>
    Reload,

    /// <summary><c>sessions</c>.</summary>
    Sessions,

    /// <summary><c>events</c>.</summary>
    Events,

    /// <summary><c>metrics</c>.</summary>
    Metrics,
}
