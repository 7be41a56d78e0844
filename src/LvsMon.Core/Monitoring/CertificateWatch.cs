using System;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// Tells that a certificate ends soon, a few times on its way there and once more when it was renewed. Nothing is
/// decided by it: that is what <c>--expires-within</c> is for.
/// </summary>
internal static class CertificateWatch
{
    /// <summary>Of its whole term so much is left when it should have been renewed: a quarter. A certificate for six
    /// days is no matter two weeks before its end.</summary>
    private const int LateShare = 4;

    /// <summary>So many certificates with more time must be seen in a row: behind one address may be servers of which
    /// some have the old one still.</summary>
    internal const int RowOfRenewed = 10;

    /// <summary>What was told and the row share a byte.</summary>
    private const int RowShift = 4;

    private const int NearnessMask = (1 << RowShift) - 1;

    private static ReadOnlySpan<sbyte> TellingDays => [14, 7, 3, 2, 1, 0, -1];

    /// <summary>Takes what an attempt has seen of a certificate.</summary>
    public static void Note(MonitorTable table, FactStream facts, in Conclusion conclusion, long nowUs)
    {
        CertificateTerm term = conclusion.Term;
        ref MonitorState state = ref table.Monitors[conclusion.Monitor];
        byte told = (byte)(state.ToldTerm & NearnessMask);
        if (term.Days == 0)
        {
            return;
        }

        byte nearness = NearnessOf(term);
        int row = nearness < told ? (state.ToldTerm >> RowShift) + 1 : 0;
        bool isToBeTold = nearness > told || row == RowOfRenewed;
        state.ToldTerm = isToBeTold ? nearness : (byte)(told | (row << RowShift));
        if (!isToBeTold)
        {
            return;
        }

        ReadOnlySpan<Subscription> subscriptions = table.SubscriptionsOf(conclusion.Monitor);
        int real = subscriptions[0].Real;
        facts.Post(new Fact(nearness == 0 ? FactKind.CertificateRenewed : FactKind.CertificateEnds)
        {
            TimeUs = nowUs,
            Service = table.Plan.Reals[real].Service,
            Real = real,
            A = term.DaysLeft,
            B = subscriptions.Length - 1,
        });
    }

    /// <summary>0 for one that has time, then more with each of the days at which it is told.</summary>
    private static byte NearnessOf(CertificateTerm term)
    {
        byte nearness = 0;
        if (term.DaysLeft * LateShare <= term.Days)
        {
            foreach (sbyte days in TellingDays)
            {
                nearness += (byte)(term.DaysLeft <= days ? 1 : 0);
            }
        }

        return nearness;
    }
}
