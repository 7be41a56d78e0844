using Microsoft.Extensions.Logging;

namespace LvsMon.Core.Syslog;

/// <summary>A line in words, with all that a logger wants to know of it.</summary>
/// <param name="Text">Begins with the words.</param>
/// <param name="Length">Bytes of them.</param>
/// <param name="Event">Its number and word of the catalogue.</param>
/// <param name="Severity">How severe it is.</param>
/// <param name="TimeUs">When it was, monotonic microseconds.</param>
internal readonly record struct WordedLine(byte[] Text, int Length, EventId Event, LogSeverity Severity, long TimeUs);
