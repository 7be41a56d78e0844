using System;

namespace LvsMon.Core.Os;

/// <summary>The settings of <see cref="KernelSetting"/> by name.</summary>
public static class KernelSettingNames
{
    /// <summary>How many there are; they are numbered from 0.</summary>
    public const int Count = 3;

    /// <summary>The name of its file; ASCII.</summary>
    public static ReadOnlySpan<byte> Of(KernelSetting setting) => setting switch
    {
        KernelSetting.ExpireNodestConn => "expire_nodest_conn"u8,
        KernelSetting.ExpireQuiescentTemplate => "expire_quiescent_template"u8,
        _ => "conn_reuse_mode"u8,
    };
}
