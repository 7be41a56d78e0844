using System;
using LvsMon.Core.Os;

namespace LvsMon.Core.Sessions;

/// <summary>Why a reading of the sessions came to nothing.</summary>
internal enum SessionTrouble : byte
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>There is no list.</summary>
    Missing,

    /// <summary>It may not be read.</summary>
    NotPermitted,

    /// <summary>No descriptor is free.</summary>
    NoDescriptor,

    /// <summary>No memory is free.</summary>
    NoMemory,

    /// <summary>It cannot be read for another reason.</summary>
    Unreadable,

    /// <summary>What stands there is not the kernel's list.</summary>
    Foreign,

    /// <summary>It ends inside a row.</summary>
    Torn,

    /// <summary>It is longer than any list is taken to be.</summary>
    TooLong,
}

/// <summary>The words of the log for them.</summary>
internal static class SessionTroubles
{
    /// <summary>What an error of the system comes to.</summary>
    internal static SessionTrouble Of(OsError error) => error switch
    {
        OsError.None => SessionTrouble.None,
        OsError.NotFound => SessionTrouble.Missing,
        OsError.NotPermitted => SessionTrouble.NotPermitted,
        OsError.NoDescriptor => SessionTrouble.NoDescriptor,
        OsError.NoMemory => SessionTrouble.NoMemory,
        _ => SessionTrouble.Unreadable,
    };

    /// <summary>As it is told.</summary>
    internal static ReadOnlySpan<byte> Words(SessionTrouble trouble) => trouble switch
    {
        SessionTrouble.Missing => "it is missing, ip_vs is not in this kernel or network namespace"u8,
        SessionTrouble.NotPermitted => "not permitted"u8,
        SessionTrouble.NoDescriptor => "no descriptor"u8,
        SessionTrouble.NoMemory => "no memory"u8,
        SessionTrouble.Foreign => "what stands there is not the kernel's list"u8,
        SessionTrouble.Torn => "it ends inside a row"u8,
        SessionTrouble.TooLong => "it is longer than 16 MiB"u8,
        _ => "it cannot be read"u8,
    };
}
