using System.Text;
using LvsMon.Core.Transitions;

namespace LvsMon.Composition;

/// <summary>What could not be had at set-up, told as a fact.</summary>
internal static class Trouble
{
    /// <summary>Tells it.</summary>
    /// <param name="facts">Where.</param>
    /// <param name="kind">What.</param>
    /// <param name="why">Why, printable ASCII; empty when all is well, then nothing is told.</param>
    /// <param name="nowUs">When, monotonic microseconds.</param>
    /// <param name="number">What the kind calls A.</param>
    public static void Tell(FactStream facts, FactKind kind, string why, long nowUs, int number = 0)
    {
        if (why.Length > 0)
        {
            int detail = facts.Details.Keep(Encoding.ASCII.GetBytes(why));
            facts.Post(new Fact(kind) { TimeUs = nowUs, A = number, Detail = detail });
        }
    }
}
