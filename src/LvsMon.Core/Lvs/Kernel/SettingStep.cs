namespace LvsMon.Core.Lvs.Kernel;

/// <summary>Where the work on a setting failed.</summary>
internal enum SettingStep : byte
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>It could not be read.</summary>
    Read,

    /// <summary>It could not be written.</summary>
    Write,

    /// <summary>It was written and did not take, or could not be read again.</summary>
    ReadBack,
}
