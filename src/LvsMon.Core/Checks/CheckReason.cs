namespace LvsMon.Core.Checks;

/// <summary>
/// Why an attempt ended as it did. The words stand in <see cref="Reasons"/>; values are never reused.
/// </summary>
public enum CheckReason : byte
{
    /// <summary>No reason: an attempt without one says nothing of its server.</summary>
    None = 0,

    /// <summary>Pass: the connection was made and nothing more was asked.</summary>
    Connected = 1,

    /// <summary>Pass: an accepted status; the number is the code.</summary>
    StatusAccepted = 2,

    /// <summary>Pass: the greeting or the content matched.</summary>
    Matched = 3,

    /// <summary>Pass: nothing came back, and that is what was asked.</summary>
    Silent = 4,

    /// <summary>Pass: the program said so; the number is its exit code.</summary>
    Exited = 5,

    /// <summary>Pass: the server's agent said so; the number is the percentage of the weight that it wants.</summary>
    Advised = 6,

    /// <summary>Nothing listens.</summary>
    ConnectRefused = 10,

    /// <summary>No answer to the connect in time.</summary>
    ConnectTimeout = 11,

    /// <summary>The network or the neighbour said that the host cannot be reached.</summary>
    ConnectUnreachable = 12,

    /// <summary>The connect was answered and reset.</summary>
    ConnectReset = 13,

    /// <summary>The connection's two ends were the same socket: nobody listens on this local port.</summary>
    SelfConnect = 14,

    /// <summary>The server's agent says that it is out of order.</summary>
    AgentDown = 15,

    /// <summary>The server's agent says that it is out of service on purpose.</summary>
    AgentMaint = 16,

    /// <summary>The request could not be handed over in time.</summary>
    SendTimeout = 20,

    /// <summary>No sufficient answer in time.</summary>
    ReceiveTimeout = 21,

    /// <summary>The connection was reset before a sufficient answer.</summary>
    ReceiveReset = 22,

    /// <summary>The stream ended before a sufficient answer.</summary>
    ClosedEarly = 23,

    /// <summary>The answer is longer than the check's cap.</summary>
    TooLong = 24,

    /// <summary>The answer breaks the protocol's rules.</summary>
    Malformed = 25,

    /// <summary>A status that is not accepted; the number is the code.</summary>
    StatusRefused = 26,

    /// <summary>The answer is well formed and not the one asked for.</summary>
    Mismatch = 27,

    /// <summary>Not one success for the time of <c>fail-after</c>; the number is unused, the time is the
    /// subscription's.</summary>
    NoSuccess = 28,

    /// <summary>The TLS handshake did not succeed: another protocol, a broken one, or the end of the connection.
    /// </summary>
    TlsHandshake = 29,

    /// <summary>No end of the TLS handshake in time.</summary>
    TlsTimeout = 30,

    /// <summary>The server ended TLS with an alert; the number is its description (RFC 8446 §6).</summary>
    TlsAlert = 31,

    /// <summary>A certificate of the chain has ended.</summary>
    CertificateExpired = 32,

    /// <summary>The certificate ends sooner than the check allows; the number is the whole days left.</summary>
    CertificateExpiring = 33,

    /// <summary>Nobody who is trusted stands behind the certificate, or it is not valid yet.</summary>
    CertificateUntrusted = 34,

    /// <summary>The certificate is for other names.</summary>
    NameMismatch = 35,

    /// <summary>The program said that the server is not well; the number is its exit code.</summary>
    ExitRefused = 36,

    /// <summary>The program broke: a signal of its own doing ended it; the number is the signal's.</summary>
    ProgramBroke = 37,

    /// <summary>The program did not end in time.</summary>
    ProgramTimeout = 38,

    /// <summary>EMFILE, ENFILE.</summary>
    NoDescriptor = 40,

    /// <summary>No free local port.</summary>
    NoLocalPort = 41,

    /// <summary>No kernel memory.</summary>
    NoMemory = 42,

    /// <summary>The source address asked for is not on this host.</summary>
    NoLocalAddress = 43,

    /// <summary>No route to the server.</summary>
    NoRoute = 44,

    /// <summary>An own firewall refused the call.</summary>
    NotPermitted = 45,

    /// <summary>The loop itself was late.</summary>
    OwnLag = 46,

    /// <summary>An error of the operating system that has no name here; the number is unused.</summary>
    SystemError = 47,

    /// <summary>The program is not there, or is no program that we may run.</summary>
    NotRunnable = 48,

    /// <summary>So many programs ran that this one did not get its turn.</summary>
    TooManyPrograms = 49,

    /// <summary>The program could not tell: exit code 3; the number is the code.</summary>
    ExitUnknown = 50,

    /// <summary>Somebody on this host ended the program by a signal; the number is the signal's.</summary>
    ProgramKilled = 51,

    /// <summary>The server's agent gave no answer that can be used: what it said last holds.</summary>
    NoAgent = 52,
}
