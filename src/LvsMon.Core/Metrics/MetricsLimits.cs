using LvsMon.Core.Serving;

namespace LvsMon.Core.Metrics;

/// <summary>The bounds of <c>metrics-listen</c>; <c>docs/reference/metrics.md</c> is compared with them.</summary>
public static class MetricsLimits
{
    /// <summary>Clients at once; who comes then is told so and let go.</summary>
    public const int Clients = 8;

    /// <summary>Longest head of a request, bytes.</summary>
    public const int HeadBytes = 4096;

    /// <summary>Time from a request's first byte to the end of its head, microseconds.</summary>
    public const long HeadUs = 5_000_000;

    /// <summary>Time in which a client must take what was sent last, microseconds.</summary>
    public const long UnreadUs = 10_000_000;

    /// <summary>Time for a whole answer, microseconds.</summary>
    public const long AnswerUs = 60_000_000;

    /// <summary>Time without a byte of a request, microseconds.</summary>
    public const long IdleUs = 10_000_000;

    /// <summary>A client that has sent nothing for so long makes place for another when all places are taken,
    /// microseconds.</summary>
    public const long PatienceUs = 2_000_000;

    /// <summary>Bytes of an answer that are written ahead of the client, and at most in one turn.</summary>
    internal const int AnswerBytes = 8192;

    /// <summary>The bounds of the server.</summary>
    internal static readonly ServingLimits Serving = new(
        Clients, PerTurn: 2, RefusalBytes: 256, PatienceUs, RestUs: 1_000_000);
}
