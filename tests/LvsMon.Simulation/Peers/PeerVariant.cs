using LvsMon.Core.Checks;
using LvsMon.Testing.Os;

namespace LvsMon.Simulation.Peers;

/// <summary>One attempt's script and what a check of it must come to.</summary>
/// <param name="Peer">The script.</param>
/// <param name="Reasons">Bit <c>1 &lt;&lt; reason</c> for each result that is right; all bits for any.</param>
internal sealed record PeerVariant(SimulatedPeer Peer, ulong Reasons)
{
    /// <summary>How long such a peer waits for a request before it resets the connection, microseconds.</summary>
    public const long PatienceUs = 1_300_000;

    /// <summary>Any result is right.</summary>
    public const ulong Any = ulong.MaxValue;

    /// <summary>Any failure.</summary>
    public const ulong Failures =
        ((1UL << (int)CheckReason.NoDescriptor) - 1) & ~((1UL << (int)CheckReason.ConnectRefused) - 1);

    /// <summary>Any failure by what is said, or not said, on a connection that stands.</summary>
    public const ulong BadAnswers =
        ((1UL << ((int)CheckReason.Mismatch + 1)) - 1) & ~((1UL << (int)CheckReason.SendTimeout) - 1);

    /// <summary>Any pass.</summary>
    public const ulong Passes = (1UL << ((int)CheckReason.Advised + 1)) - 2;

    /// <summary>Anything that speaks of ourselves and not of the server.</summary>
    public const ulong Inconclusives =
        ((1UL << ((int)CheckReason.NoAgent + 1)) - 1) & ~((1UL << (int)CheckReason.NoDescriptor) - 1)
        & ~(1UL << (int)CheckReason.OwnLag);

    /// <summary>What ends an attempt by its time: a loop that is late again and again may take a slow server for a
    /// dead one, and its answer for none.</summary>
    public const ulong Timeouts = (1UL << (int)CheckReason.ConnectTimeout) | (1UL << (int)CheckReason.SendTimeout)
        | (1UL << (int)CheckReason.ReceiveTimeout) | (1UL << (int)CheckReason.TlsTimeout)
        | (1UL << (int)CheckReason.ProgramTimeout) | (1UL << (int)CheckReason.TooManyPrograms)
        | (1UL << (int)CheckReason.Silent);

    /// <summary>The ends that a director sees which is cut off from its servers.</summary>
    public const ulong Silences = (1UL << (int)CheckReason.ConnectTimeout) | (1UL << (int)CheckReason.SendTimeout)
        | (1UL << (int)CheckReason.ConnectUnreachable) | (1UL << (int)CheckReason.ReceiveTimeout)
        | (1UL << (int)CheckReason.TlsTimeout) | (1UL << (int)CheckReason.ProgramTimeout);

    /// <summary>What a result says of its server: the product's own table, written again.</summary>
    public static CheckOutcome OutcomeOf(CheckReason reason) => Has(Passes, reason) ? CheckOutcome.Pass
        : Has(Failures, reason) ? CheckOutcome.Fail
        : CheckOutcome.Inconclusive;

    /// <summary>The set of one reason.</summary>
    public static ulong Only(CheckReason reason) => 1UL << (int)reason;

    /// <summary>True when a reason is in a set.</summary>
    public static bool Has(ulong reasons, CheckReason reason) => (reasons & Only(reason)) != 0;

    /// <summary>True when a result is right.</summary>
    public bool Allows(CheckReason reason) => Has(Reasons, reason);
}
