namespace LvsMon.Core.Syslog;

/// <summary>Severities by their numbers in RFC 3164 §4.1.1.</summary>
public enum LogSeverity : byte
{
    /// <summary>The system is unusable; not used.</summary>
    Emergency = 0,

    /// <summary>Somebody must act now.</summary>
    Alert = 1,

    /// <summary>The director cannot do its work.</summary>
    Critical = 2,

    /// <summary>Something failed that lvsmon wanted to do.</summary>
    Error = 3,

    /// <summary>Something is not as it should be.</summary>
    Warning = 4,

    /// <summary>A change worth knowing.</summary>
    Notice = 5,

    /// <summary>What was done.</summary>
    Info = 6,

    /// <summary>Not used.</summary>
    Debug = 7,
}
