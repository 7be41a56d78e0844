using System;
using System.Text;
using LvsMon.Core.Checks;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;
using Microsoft.Extensions.Logging;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// Tells every result to a logger, and what it was counted for, for <c>--verbose</c>. It is the one part of a turn that
/// allocates; it counts how much, so that the loop's own allocation can still be told.
/// </summary>
internal sealed partial class ResultLog
{
    /// <summary>The number of its entries; the lines of the log have those below 2000.</summary>
    public const int EventNumber = 2001;

    /// <summary>What they say.</summary>
    public const string Form = "{Target} {Check}: {Outcome}, {Reason}, in {Duration}; {Standing}";
    private readonly ILogger _logger;

    public ResultLog(ILogger logger)
    {
        _logger = logger;
    }

    /// <summary>Managed bytes that telling has cost.</summary>
    public long SpentBytes { get; private set; }

    /// <summary>Tells one result when the logger wants it; the judges have taken it.</summary>
    public void Tell(MonitorTable table, in Conclusion conclusion)
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

        ref readonly MonitorPlan plan = ref table.Plan.Monitors[conclusion.Monitor];
        string duration = DurationText.Format(conclusion.CheckUs);
        string standing = Standing(table, conclusion.Monitor);
        Result(_logger, plan.Target, plan.Program.Identity, conclusion.Result.Outcome, reason, duration, standing);
        SpentBytes += GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>What the check is held for now, of all real servers that share it, and how far it is from the
    /// opposite.</summary>
    private static string Standing(MonitorTable table, int monitor)
    {
        if (table.IsAdvice(monitor))
        {
            return "advice";
        }

        string text = "";
        int index = table.Plan.Monitors[monitor].FirstSubscription;
        foreach (ref readonly Subscription subscription in table.SubscriptionsOf(monitor))
        {
            string one = Standing(in table.Subscriptions[index++], in subscription);

            // Services that share a check mostly share its thresholds.
            text = text.Length == 0 ? one : text.EndsWith(one, StringComparison.Ordinal) ? text : $"{text}; {one}";
        }

        return text;
    }

    private static string Standing(in JudgeState state, in Subscription subscription)
    {
        string held = state.Health.ToString().ToLowerInvariant();
        string row = !state.IsChanging ? ""
            : state.Fails > 0 ? $", {state.Fails} of {subscription.Timing.Fall} failures in a row"
            : $", {state.Passes} of {subscription.Timing.Rise} successes in a row";
        return held + row;
    }

    [LoggerMessage(
        EventId = EventNumber,
        Level = LogLevel.Debug,
        Message = Form)]
    private static partial void Result(
        ILogger logger,
        Endpoint target,
        string check,
        CheckOutcome outcome,
        string reason,
        string duration,
        string standing);
}
