namespace LvsMon.Core.Lvs;

/// <summary>A service that the configuration no longer names.</summary>
internal struct Departure
{
    /// <summary>True when it was found in the file of owned services at start, false when a reload took it
    /// out.</summary>
    internal bool FromFile;

    /// <summary>True once it was seen in the table.</summary>
    internal bool WasSeen;

    /// <summary>True once it is known to be gone: from then on it is foreign and never touched again.</summary>
    internal bool IsGone;
}
