using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using LvsMon.Core.Checks;
using LvsMon.Core.Values;

namespace LvsMon.Commands;

/// <summary>The words of the status table that are made of several members.</summary>
internal static class StatusWords
{
    private static readonly Dictionary<string, string> ReasonWords = MakeReasonWords();

    /// <summary>What the last check said, how far the change is that it speaks for, and why a real server that is down
    /// is still in the table.</summary>
    public static string Last(ControlDocument real)
    {
        StringBuilder text = new(Ordered(real));
        if (real.Number("checks") == 0)
        {
            return text.Append("unmonitored").ToString();
        }

        text.Append(real.Text("last").Length == 0 ? "not checked yet" : Reason(real, "last"));
        text.Append(Streak(real));
        if (!real.Flag("verified"))
        {
            text.Append("; no verdict yet");
        }

        if (real.Text("held") is { Length: > 0 } held)
        {
            text.Append("; held in the table by ").Append(held);
        }

        return text.ToString();
    }

    /// <summary>What holds for all.</summary>
    public static string Foot(ControlDocument daemon)
    {
        StringBuilder text = new("table ");
        if (daemon.NumberOrNull("read_age_us") is not { } ageUs || !daemon.Flag("table_known"))
        {
            text.Append("not read yet");
        }
        else
        {
            text.Append(daemon.Flag("in_step") ? "in step" : "OUT OF STEP");
            text.Append(", read ").Append(DurationText.Format(ageUs)).Append(" ago");
        }

        text.Append(daemon.Text("table") switch
        {
            "ipvsadm" => "",
            "shadow" => " (kept by somebody else)",
            string other => $" ({other})",
        });
        text.Append("; ").Append(Number(daemon, "checks")).Append(" checks, ");
        text.Append(Number(daemon, "started")).Append(" started in ");
        text.Append(DurationText.Format(daemon.Number("uptime_us")));
        text.Append("; loop lag p99 ").Append(CheckTime(daemon.Number("lag_p99_us")));
        text.Append(", largest ").Append(CheckTime(daemon.Number("largest_lag_us")));
        return text.Append(daemon.Flag("isolated") ? "; ISOLATED: removals held" : "").ToString();
    }

    /// <summary>What an operator has ordered, before everything else: nothing that a check says explains the
    /// table.</summary>
    public static string Ordered(ControlDocument real)
    {
        StringBuilder text = new();
        if (real.Text("order") is { Length: > 0 } order)
        {
            text.Append(order.ToUpperInvariant());
            if (real.NumberOrNull("draining_us") is { } us)
            {
                long seconds = us / DurationText.UsPerSecond;
                text.Append(" for ").Append(DurationText.Format(seconds * DurationText.UsPerSecond));
            }

            if (real.NumberOrNull("drain_limit_us") is { } limitUs)
            {
                text.Append(" of ").Append(DurationText.Format(limitUs));
            }

            text.Append("; ");
        }

        if (real.NumberOrNull("ordered_weight") is { } weight)
        {
            text.Append(CultureInfo.InvariantCulture, $"WEIGHT {weight} by order; ");
        }

        return text.ToString();
    }

    /// <summary>A short time: below a second in tenths of a millisecond, so that they compare at a glance.</summary>
    public static string CheckTime(long us) => us is >= 100 and < DurationText.UsPerMs
        ? string.Create(CultureInfo.InvariantCulture, $"0.{us / 100}ms")
        : DurationText.Format(us);

    private static string Number(ControlDocument document, string name) =>
        document.Number(name).ToString(CultureInfo.InvariantCulture);

    /// <summary>What a check has said, in words.</summary>
    /// <param name="document">With the members <c>outcome</c> and <c>number</c>.</param>
    /// <param name="member">What the reason is called in it.</param>
    public static string Reason(ControlDocument document, string member)
    {
        string word = document.Text(member);
        string words = ReasonWords.GetValueOrDefault(word, word);
        return document.NumberOrNull("number") switch
        {
            null => words,
            { } number when document.Text("outcome") == "pass" && word is "status" or "matched" =>
                number.ToString(CultureInfo.InvariantCulture),
            { } number => string.Create(CultureInfo.InvariantCulture, $"{words} {number}"),
        };
    }

    private static string Streak(ControlDocument real)
    {
        (long passes, long fails) = (real.Number("passes"), real.Number("fails"));
        (long rise, long fall) = (real.Number("rise"), real.Number("fall"));
        return real.Number("inconclusives") switch
        {
            > 0 and long times => string.Create(CultureInfo.InvariantCulture, $" (inconclusive {times} times)"),
            _ when fails > 0 => string.Create(CultureInfo.InvariantCulture, $" ({Math.Min(fails, fall)} of {fall})"),
            _ when passes > 0 && passes < rise =>
                string.Create(CultureInfo.InvariantCulture, $" ({passes} of {rise})"),
            _ => "",
        };
    }

    private static Dictionary<string, string> MakeReasonWords()
    {
        Dictionary<string, string> words = [];
        foreach (CheckReason reason in (IEnumerable<CheckReason>)[.. Reasons.Failures, .. Reasons.Inconclusive])
        {
            string text = Encoding.ASCII.GetString(Reasons.Words(reason));
            words[text.Replace(' ', '-')] = text;
        }

        return words;
    }
}
