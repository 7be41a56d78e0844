using System;

namespace LvsMon.Core.Os;

/// <summary>Signals that have arrived since they were last taken.</summary>
[Flags]
public enum SignalSet : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>SIGTERM or SIGINT: end.</summary>
    Terminate = 1,

    /// <summary>SIGHUP: read the configuration again.</summary>
    Reload = 2,
}
