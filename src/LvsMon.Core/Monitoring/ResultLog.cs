using System;
using System.Text;
using LvsMon.Core.Checks;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;
using Microsoft.Extensions.Logging;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// Tells every result to a logger, for <c>--verbose</c>. It is the one part of a turn that allocates; it counts how
/// much, so that the loop's
/// own allocation can still be told.
/// </summary>
internal sealed partial class ResultLog
{
    private readonly ILogger _logger;

    public ResultLog(ILogger logger)
    {
        _logger = logger;
    }

    /// <summary>Managed bytes that telling has cost.</summary>
    public long SpentBytes { get; private set; }

    /// <summary>Tells one result when the logger wants it.</summary>
    public void Tell(in MonitorPlan plan, in Conclusion conclusion)
    {
        if (!_logger.IsEnabled(LogLevel.Debug))
        {
            return;
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        string reason = Encoding.ASCII.GetString(Reasons.Words(conclusion.Result.Reason));
        if (conclusion.Result.Number != 0)
        {
            reason = $"{reason} {conclusion.Result.Number}";
        }

        string duration = DurationText.Format(conclusion.CheckUs);
        Result(
            _logger,
            plan.Target,
            plan.Program.Identity,
            conclusion.Result.Outcome,
            reason,
            duration);
        SpentBytes += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [LoggerMessage(
        EventId = 2001,
        Level = LogLevel.Debug,
        Message = "{Target} {Check}: {Outcome}, {Reason}, in {Duration}")]
    private static partial void Result(
        ILogger logger, Endpoint target, string check, CheckOutcome outcome, string reason, string duration);
}
