using LvsMon.Core.Os;
using Microsoft.Extensions.Logging;

namespace LvsMon.Core.Syslog;

/// <summary>A logger that says whether it took the entry: an entry that it did not take is kept by
/// <see cref="SyslogSink"/> and offered again, where a plain logger would have lost it.</summary>
public interface ILineLogger : ILogger
{
    /// <summary>What became of the last entry: none, it was taken; <see cref="OsError.WouldBlock"/>, not now; any
    /// other, the place is gone for now.</summary>
    OsError Outcome { get; }
}
