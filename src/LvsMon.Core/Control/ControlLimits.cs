namespace LvsMon.Core.Control;

/// <summary>The bounds of the control socket; <c>docs/reference/control.md</c> is compared with them.</summary>
public static class ControlLimits
{
    /// <summary>Version of the protocol.</summary>
    public const int Version = 1;

    /// <summary>Clients at once; who comes then is told so and let go.</summary>
    public const int Clients = 16;

    /// <summary>Clients at once that may only look. Fewer than may follow: who may change things always finds a place,
    /// to ask and to follow.</summary>
    public const int Readers = 6;

    /// <summary>Clients that follow the events at once: the other places are for those who ask.</summary>
    public const int Followers = 8;

    /// <summary>Longest request with its line end, bytes.</summary>
    public const int RequestBytes = 4096;

    /// <summary>Longest line of an answer with its line end, bytes.</summary>
    public const int DocumentBytes = 2048;

    /// <summary>Time from a request's first byte to its line end, microseconds.</summary>
    public const long RequestUs = 5_000_000;

    /// <summary>Time in which a client must take what was sent last, microseconds.</summary>
    public const long UnreadUs = 10_000_000;

    /// <summary>Time for a whole answer, microseconds.</summary>
    public const long AnswerUs = 60_000_000;

    /// <summary>Time without a request, microseconds.</summary>
    public const long IdleUs = 60_000_000;

    /// <summary>A client idle for so long makes place for another when all places are taken, microseconds.</summary>
    public const long PatienceUs = 2_000_000;

    /// <summary>Bytes of an answer that are written ahead of the client, and at most in one turn.</summary>
    internal const int AnswerBytes = 8192;

    /// <summary>Clients served in one turn, and clients taken in one turn.</summary>
    internal const int ClientsPerTurn = 4;

    /// <summary>How long no client is taken after the system had no descriptor or memory for one,
    /// microseconds.</summary>
    internal const long RestUs = 1_000_000;
}
