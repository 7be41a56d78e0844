using LvsMon.Core.Os;

namespace LvsMon.Testing.Os;

/// <summary>How the other end of a connection behaves. A connection keeps the behaviour it began with.</summary>
public sealed class SimulatedPeer
{
    /// <summary>A delay that never ends.</summary>
    public const long Never = long.MaxValue;

    /// <summary>Connect itself fails with this.</summary>
    public OsError CallError { get; init; }

    /// <summary>How the connect ends.</summary>
    public OsError ConnectResult { get; init; }

    /// <summary>When it ends, microseconds after it began; <see cref="Never"/> for a swallowed SYN.</summary>
    public long ConnectUs { get; init; } = 200;

    /// <summary>How it ends as a program: its exit code, or minus a signal's number.</summary>
    public int ExitStatus { get; init; }

    /// <summary>How a handshake ends.</summary>
    public TlsEnd TlsEnd { get; init; }

    /// <summary>When it ends, microseconds after it began; <see cref="Never"/> for a server that does not speak TLS.
    /// </summary>
    public long HandshakeUs { get; init; } = 1_000;

    /// <summary>An error of the stream that ends the handshake instead.</summary>
    public OsError HandshakeError { get; init; }

    /// <summary>What breaks the secure stream when a step fails with <see cref="OsError.Insecure"/>.</summary>
    public TlsEnd TlsBreak { get; init; } = new(TlsResult.Handshake);

    /// <summary>How long a receive or a step of the handshake takes on our side, microseconds.</summary>
    public long OwnUs { get; init; }

    /// <summary>What happens on the connection.</summary>
    public PeerStep[] Steps { get; init; } = [];

    /// <summary>True to begin the steps again after the last; one of them must then have a delay.</summary>
    public bool Repeats { get; init; }

    /// <summary>Most bytes that one send takes; after a short send the socket is full for 100 µs.</summary>
    public int SendChunk { get; init; } = int.MaxValue;

    /// <summary>Bytes the peer takes in all; then its window stays shut.</summary>
    public int Window { get; init; } = int.MaxValue;

    /// <summary>Accepts and does no more.</summary>
    public static SimulatedPeer Accepting(long afterUs = 200) => new() { ConnectUs = afterUs };

    /// <summary>Refuses.</summary>
    public static SimulatedPeer Refusing(long afterUs = 200) => Ending(OsError.Refused, afterUs);

    /// <summary>Swallows the SYN.</summary>
    public static SimulatedPeer Silent() => new() { ConnectUs = Never };

    /// <summary>The connect ends with an error.</summary>
    public static SimulatedPeer Ending(OsError error, long afterUs = 200) =>
        new() { ConnectResult = error, ConnectUs = afterUs };

    /// <summary>The call to connect fails.</summary>
    public static SimulatedPeer Failing(OsError error) => new() { CallError = error };

    /// <summary>Accepts and follows a script.</summary>
    public static SimulatedPeer Saying(params PeerStep[] steps) => new() { Steps = steps };

    /// <summary>Accepts and follows a script again and again.</summary>
    public static SimulatedPeer Repeating(params PeerStep[] steps) => new() { Steps = steps, Repeats = true };
}
