using System;
using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;

namespace LvsMon.Core.Planning;

/// <summary>Resolves the causes of <c>on-failure</c>: the failure reasons, their words joined by <c>-</c>.</summary>
public static class FailureCauses
{
    private const string StatusWithCode = "status-";

    /// <summary>The cause words in the order of the reasons.</summary>
    public static IReadOnlyList<string> All { get; } = MakeAll();

    /// <summary>The bits of <see cref="ServicePlan.QuiesceReasons"/> for a service's lines.</summary>
    internal static ulong QuiesceReasons(IReadOnlyList<FailureRule> rules, Diagnostics diagnostics)
    {
        ulong quiesce = 0;
        ulong named = 0;
        bool quiesceOthers = false;
        foreach (FailureRule rule in rules)
        {
            if (rule.Causes.Count == 0)
            {
                quiesceOthers = rule.Action == FailureAction.Quiesce;
            }

            foreach (Word cause in rule.Causes)
            {
                ulong bit = Bit(cause, diagnostics);
                named |= bit;
                quiesce |= rule.Action == FailureAction.Quiesce ? bit : 0;
            }
        }

        return quiesceOthers ? quiesce | (AllBits() & ~named) : quiesce;
    }

    private static ulong Bit(Word cause, Diagnostics diagnostics)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (All[i] == cause.Text)
            {
                return 1UL << (int)Reasons.Failures[i];
            }
        }

        diagnostics.Error(PlanningRules.UnknownCause, cause.Span, Explain(cause.Text));
        return 0;
    }

    private static string Explain(string cause)
    {
        if (cause.StartsWith(StatusWithCode, StringComparison.Ordinal))
        {
            return $"{ShownText.Quote(cause)} names one status code; "
                + "write \"status\", which is every code that is not accepted";
        }

        foreach (CheckReason reason in Reasons.Inconclusive)
        {
            if (cause == Name(reason))
            {
                return $"\"{cause}\" is trouble of the director itself: it never fails a real server and has no action";
            }
        }

        return NearWord.Unknown("failure cause", cause, All);
    }

    private static ulong AllBits()
    {
        ulong bits = 0;
        foreach (CheckReason reason in Reasons.Failures)
        {
            bits |= 1UL << (int)reason;
        }

        return bits;
    }

    private static string[] MakeAll()
    {
        string[] names = new string[Reasons.Failures.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = Name(Reasons.Failures[i]);
        }

        return names;
    }

    private static string Name(CheckReason reason) =>
        Encoding.ASCII.GetString(Reasons.Words(reason)).Replace(' ', '-');
}
