using System.Text;

namespace LvsMon.Checks.Transaction;

/// <summary>
/// One step of a conversation, immutable. What waits for the peer is a <see cref="WaitStep"/>; what stands before it is
/// done once the step before that one is met.
/// </summary>
internal abstract class Step
{
    protected Step(string place)
    {
        Place = Encoding.ASCII.GetBytes(place);
    }

    /// <summary>What a failure here says behind its reason: <c>in step 3 expect</c>.</summary>
    internal byte[] Place { get; }
}
