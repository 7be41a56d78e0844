using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Control;

/// <summary>The documents of <c>why</c> that <c>status</c> has not.</summary>
internal sealed class WhyView
{
    /// <summary>So much of what a check is called is told: a conversation of many steps can be longer than a
    /// document.</summary>
    private const int MostOfCheck = 500;

    private const int MostSaid = 120;

    private readonly StatusView _view;
    private readonly MonitorLoop _loop;

    public WhyView(StatusView view, MonitorLoop loop)
    {
        _view = view;
        _loop = loop;
    }

    /// <summary>What decided last.</summary>
    internal int WriteTransition(Span<byte> buffer, int real, long nowUs)
    {
        ref readonly RealState state = ref _loop.Table.Reals[real];
        bool isDecided = state.Reason != CheckReason.None;
        DocumentWriter document = new(buffer, "transition"u8);
        document.Words("state"u8, state.IsUp ? "up"u8 : "down"u8);
        document.Number("age_us"u8, Math.Max(0, nowUs - state.SinceUs));
        ResultMembers.Write(ref document, "reason"u8, state.Reason, state.Number);
        document.NumberOrNull("count"u8, isDecided ? state.Count : -1);
        document.NumberOrNull("threshold"u8, isDecided ? state.Threshold : -1);
        document.NumberOrNull("check_us"u8, isDecided ? state.CheckUs : -1);
        ReadOnlySpan<byte> place = _loop.Details.FindPlace(state.Detail);
        ReadOnlySpan<byte> said = _loop.Details.Find(state.Detail, out _);
        WriteWords(ref document, "place"u8, place);
        WriteWords(ref document, "said"u8, said);
        return document.End();
    }

    /// <summary>A check, and how far its next change is.</summary>
    internal int WriteCheck(Span<byte> buffer, int index, long nowUs)
    {
        ref readonly Subscription subscription = ref _view.Plan.Subscriptions[index];
        ref readonly MonitorPlan monitor = ref _view.Plan.Monitors[subscription.Monitor];
        ref readonly JudgeState state = ref _loop.Table.Subscriptions[index];
        string name = monitor.Program.Identity;
        DocumentWriter document = new(buffer, "check-state"u8);
        document.Text("check"u8, name.AsSpan(0, Math.Min(name.Length, MostOfCheck)));
        document.Endpoint("target"u8, monitor.Target);
        bool isAgent = monitor.Program.IsAdvice;
        document.Flag("agent"u8, isAgent);
        document.Words("verdict"u8, (isAgent ? VerdictOfAgent(subscription.Real) : state.Health) switch
        {
            Health.Up => "up"u8,
            Health.Down => "down"u8,
            _ => "none"u8,
        });
        MonitorState inner = _loop.Table.Monitors[subscription.Monitor];
        document.NumberOrNull("passes"u8, isAgent ? -1 : state.Passes);
        document.NumberOrNull("fails"u8, isAgent ? -1 : state.Fails);
        document.NumberOrNull("inconclusives"u8, isAgent ? -1 : inner.InconclusiveStreak);
        document.NumberOrNull("rise"u8, isAgent ? -1 : subscription.Timing.Rise);
        document.NumberOrNull("fall"u8, isAgent ? -1 : subscription.Timing.Fall);
        document.Number("interval_us"u8, _loop.Table.WantedIntervalUs(subscription.Monitor));
        document.Number("timeout_us"u8, monitor.TimeoutUs);
        bool waits = _loop.Schedule.Contains(subscription.Monitor);
        document.NumberOrNull(
            "next_us"u8, waits ? Math.Max(0, _loop.Schedule.DueUs(subscription.Monitor) - nowUs) : -1);
        document.Number("shared"u8, monitor.SubscriptionCount);
        return document.End();
    }

    /// <summary>One word of an agent decides: it has no row of results to wait for.</summary>
    private Health VerdictOfAgent(int real)
    {
        ref readonly RealState state = ref _loop.Table.Reals[real];
        return state.IsAdvisedDown ? Health.Down : state.IsAgentAsked ? Health.Up : Health.Unverified;
    }

    /// <summary>Equal results of a check in a row, the newest first.</summary>
    /// <returns>0 when there are no more.</returns>
    internal int WriteResult(Span<byte> buffer, int index, int back, long nowUs)
    {
        ProbeRun run = _loop.Table.History.Find(_view.Plan.Subscriptions[index].Monitor, back);
        if (run.Times == 0)
        {
            return 0;
        }

        DocumentWriter document = new(buffer, "probe"u8);
        ResultMembers.Write(ref document, "reason"u8, run.Reason, run.Number);
        document.Number("times"u8, run.Times);
        document.Number("first_age_us"u8, Math.Max(0, nowUs - run.FirstUs));
        document.Number("last_age_us"u8, Math.Max(0, nowUs - run.LastUs));
        document.Number("check_us"u8, run.CheckUs);
        document.NumberOrNull("connect_us"u8, run.ConnectUs > 0 ? run.ConnectUs : -1);
        document.NumberOrNull("tls_us"u8, run.TlsUs > 0 ? run.TlsUs : -1);
        bool hasAsked = run.QueryUs > 0;
        document.NumberOrNull("send_us"u8, hasAsked ? Math.Max(0, run.QueryUs - run.ConnectUs - run.TlsUs) : -1);
        document.NumberOrNull("receive_us"u8, hasAsked ? Math.Max(0, run.CheckUs - run.QueryUs) : -1);
        document.Number("bytes"u8, run.Received);
        return document.End();
    }

    /// <summary>A line that ipvsadm was given.</summary>
    internal static int WriteLine(Span<byte> buffer, in WrittenLine line, long nowUs)
    {
        DocumentWriter document = new(buffer, "table-line"u8);
        document.Own("text"u8, line.Text);
        document.Number("times"u8, line.Times);
        document.Number("age_us"u8, Math.Max(0, nowUs - line.WrittenUs));
        document.Words("end"u8, line.End switch
        {
            LineEnd.Pending => "pending"u8,
            LineEnd.Taken => "taken"u8,
            LineEnd.NotTaken => "not-taken"u8,
            LineEnd.Overtaken => "overtaken"u8,
            _ => "unread"u8,
        });
        document.NumberOrNull("settled_us"u8, line.SettledUs < 0 ? -1 : Math.Max(0, line.SettledUs - line.WrittenUs));
        WriteWords(ref document, "said"u8, line.Said);
        return document.End();
    }

    private static void WriteWords(
        ref DocumentWriter document, scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> words)
    {
        if (words.IsEmpty)
        {
            document.Null(name);
        }
        else
        {
            document.Foreign(name, words, MostSaid);
        }
    }
}
