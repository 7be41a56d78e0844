using System;
using LvsMon.Core.Os;

namespace LvsMon.Core.Lvs.Kernel;

/// <summary>Why a setting is not what it should be; the default value is no trouble.</summary>
internal readonly record struct SettingTrouble(SettingStep Step, OsError Error)
{
    /// <summary>The words for a log line; ASCII.</summary>
    internal ReadOnlySpan<byte> Words => (Step, Error) switch
    {
        (SettingStep.Read, OsError.NotFound) => "this kernel does not have it"u8,
        (SettingStep.Read, OsError.NotPermitted) => "it cannot be read (not permitted)"u8,
        (SettingStep.Read, _) => "it cannot be read"u8,
        (SettingStep.Write, OsError.NotPermitted) => "it is 0 and cannot be written (not permitted)"u8,
        (SettingStep.Write, _) => "it is 0 and cannot be written"u8,
        (_, OsError.None) => "it is 0 again after 1 was written"u8,
        _ => "1 was written and it cannot be read again"u8,
    };
}
