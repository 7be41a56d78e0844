using System;
using System.Collections.Generic;
using LvsMon.Core.Config.Syntax;

namespace LvsMon.Core.Config.Sections;

/// <summary>Reads <c>scheduler</c> with its flags.</summary>
internal sealed class SchedulerReader(ValueReader values)
{
    private static readonly string[] Flags =
        ["flag-1", "flag-2", "flag-3", "sh-fallback", "sh-port", "mh-fallback", "mh-port"];

    private static readonly string[] Options = ["flags"];

    /// <summary>The scheduler, or null when it is wrong and that is reported.</summary>
    public SchedulerChoice? Read(Statement statement)
    {
        if (statement.Damaged)
        {
            return null;
        }

        Word[] words = statement.Words;
        int known = values.Choice(
            statement.Directive.Choices, words[0], ConfigRules.UnknownScheduler, "unknown scheduler");
        if (known < 0)
        {
            return null;
        }

        string name = words[0].Text;
        if (words.Length == 1)
        {
            return new SchedulerChoice(name, null);
        }

        if (values.Choice(Options, words[1], ConfigRules.UnknownOption, "unknown word after the scheduler") < 0)
        {
            return null;
        }

        if (words.Length == 2)
        {
            values.Diagnostics.Error(
                ConfigRules.MissingValue,
                words[1].Span,
                $"the flags are missing after \"flags\"; write {string.Join(' ', FlagsOf(name))}, joined by commas");
            return null;
        }

        return ReadFlags(name, words[2]);
    }

    /// <summary>
    /// The kernel has three flag bits; ipvsadm calls the first two of <c>sh</c> and <c>mh</c> by names (ipvsadm(8)
    /// sched-flags). They are kept in the order of the bits and under those names, which is how they are read back.
    /// </summary>
    private SchedulerChoice? ReadFlags(string scheduler, Word word)
    {
        string[] own = FlagsOf(scheduler);
        bool[] bits = new bool[3];
        bool good = true;
        foreach (string flag in word.Text.Split(','))
        {
            Word part = word with { Text = flag };
            if (values.Choice(Flags, part, ConfigRules.UnknownSchedulerFlag, "unknown scheduler flag") < 0)
            {
                good = false;
                continue;
            }

            int bit = Array.IndexOf(own, flag);
            bit = bit >= 0 ? bit : flag.StartsWith("flag-", StringComparison.Ordinal) ? flag[^1] - '1' : -1;
            if (bit < 0)
            {
                values.Diagnostics.Error(
                    ConfigRules.SchedulerFlag,
                    word.Span,
                    $"the flag \"{flag}\" belongs to the scheduler {flag[..2]}, not to {scheduler}; "
                    + $"write {string.Join(' ', own)}");
                good = false;
                continue;
            }

            bits[bit] = true;
        }

        List<string> set = [];
        for (int bit = 0; bit < bits.Length; bit++)
        {
            if (bits[bit])
            {
                set.Add(own[bit]);
            }
        }

        return good ? new SchedulerChoice(scheduler, string.Join(',', set)) : null;
    }

    private static string[] FlagsOf(string scheduler) => scheduler is "sh" or "mh"
        ? [$"{scheduler}-fallback", $"{scheduler}-port", "flag-3"]
        : ["flag-1", "flag-2", "flag-3"];
}
