namespace LvsMon.Core.Syslog;

/// <summary>A line that was written with an earlier plan and still waits to be sent.</summary>
internal readonly record struct CarriedLine(byte[] Text, LogSeverity Severity, long TimeUs);
