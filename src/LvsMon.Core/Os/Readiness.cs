using System;

namespace LvsMon.Core.Os;

/// <summary>What a descriptor is ready for.</summary>
[Flags]
public enum Readiness : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Bytes, the end of the stream or an error can be taken.</summary>
    Receive = 1,

    /// <summary>A connect has ended or bytes can be sent.</summary>
    Send = 2,
}
