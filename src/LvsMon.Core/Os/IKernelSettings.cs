namespace LvsMon.Core.Os;

/// <summary>The kernel's settings for IPVS in the daemon's own network namespace. No call blocks or
/// allocates.</summary>
public interface IKernelSettings
{
    /// <summary>Reads a setting. <see cref="OsError.NotFound"/>: this kernel does not have it, or IPVS is not there at
    /// all; <see cref="OsError.Other"/>: what stands there is no number.</summary>
    OsError Read(KernelSetting setting, out int value);

    /// <summary>Writes a setting; only <see cref="Read"/> says whether it took.</summary>
    OsError Write(KernelSetting setting, int value);
}
