namespace LvsMon.Core.Lvs.Kernel;

/// <summary>A child of the work on the timeouts.</summary>
internal enum TimeoutStep : byte
{
    /// <summary>None.</summary>
    None,

    /// <summary><c>-L --timeout</c>, to see whether anything is to be set.</summary>
    Look,

    /// <summary><c>--set TCP 0 UDP</c>.</summary>
    Set,

    /// <summary><c>-L --timeout</c> again: only what is read back counts.</summary>
    ReadBack,
}
