using LvsMon.Core.Checks;
using LvsMon.Testing.Os;

namespace LvsMon.Simulation.Peers;

/// <summary>One connection's script and what a check of it must come to.</summary>
/// <param name="Peer">The script.</param>
/// <param name="Reasons">Bit <c>1 &lt;&lt; reason</c> for each result that is right; all bits for any.</param>
internal sealed record PeerVariant(SimulatedPeer Peer, ulong Reasons)
{
    /// <summary>How long such a peer waits for a request before it resets the connection, microseconds.</summary>
    public const long PatienceUs = 1_300_000;

    /// <summary>Any result is right.</summary>
    public const ulong Any = ulong.MaxValue;

    /// <summary>Any failure.</summary>
    public const ulong Failures = ((1UL << (int)CheckReason.NoDescriptor) - 1) & ~Passes;

    /// <summary>Any pass.</summary>
    public const ulong Passes = (1UL << ((int)CheckReason.Matched + 1)) - 2;

    /// <summary>Anything that speaks of ourselves and not of the server.</summary>
    public const ulong Inconclusives =
        ((1UL << ((int)CheckReason.SystemError + 1)) - 1) & ~Failures & ~Passes & ~(1UL << (int)CheckReason.OwnLag);

    /// <summary>What a result says of its server: the product's own table, written again.</summary>
    public static CheckOutcome OutcomeOf(CheckReason reason) =>
        (Passes & (1UL << (int)reason)) != 0 ? CheckOutcome.Pass
        : (Failures & (1UL << (int)reason)) != 0 ? CheckOutcome.Fail
        : CheckOutcome.Inconclusive;

    /// <summary>True when a result is right.</summary>
    public bool Allows(CheckReason reason) => (Reasons & (1UL << (int)reason)) != 0;
}
