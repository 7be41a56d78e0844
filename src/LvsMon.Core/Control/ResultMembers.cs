using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Values;

namespace LvsMon.Core.Control;

/// <summary>The members that say what a check has said.</summary>
internal static class ResultMembers
{
    /// <summary>Writes <c>outcome</c>, the reason and <c>number</c>; all null without a reason.</summary>
    /// <param name="document">The document.</param>
    /// <param name="member">What the reason is called in it.</param>
    /// <param name="reason">The reason.</param>
    /// <param name="number">What belongs to it.</param>
    public static void Write(
        ref DocumentWriter document, scoped ReadOnlySpan<byte> member, CheckReason reason, short number)
    {
        if (reason == CheckReason.None)
        {
            document.Null("outcome"u8);
            document.Null(member);
            document.Null("number"u8);
            return;
        }

        document.Words("outcome"u8, Reasons.OutcomeOf(reason) switch
        {
            CheckOutcome.Pass => "pass"u8,
            CheckOutcome.Fail => "fail"u8,
            _ => "inconclusive"u8,
        });
        document.Words(member, Reasons.Words(reason));
        document.NumberOrNull("number"u8, HasNumber(reason, number) ? number : -1);
    }

    private static bool HasNumber(CheckReason reason, short number) => Reasons.HasNumber(reason)
        || reason == CheckReason.StatusAccepted || (reason == CheckReason.Matched && number > 0);
}
