using System;
using LvsMon.Core.Os;

namespace LvsMon.Core.Syslog;

/// <summary>What a setting of the kernel does to clients while it is 0.</summary>
internal static class SettingWords
{
    /// <summary>The consequence, to be written after the setting's name.</summary>
    internal static ReadOnlySpan<byte> Consequence(KernelSetting setting) => setting switch
    {
        KernelSetting.ExpireNodestConn =>
            "open connections to a removed real server stay there and hang until they time out"u8,
        KernelSetting.ExpireQuiescentTemplate =>
            "known clients keep being sent to a real server of weight 0 until the persistence ends"u8,
        _ => "a client that reuses its port is sent to the old, maybe removed, real server"u8,
    };
}
