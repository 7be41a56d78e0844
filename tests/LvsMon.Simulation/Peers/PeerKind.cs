namespace LvsMon.Simulation.Peers;

/// <summary>What listens at a port of a host: each host has all of them.</summary>
internal enum PeerKind : byte
{
    /// <summary>Checked by connecting.</summary>
    Connect,

    /// <summary>Checked by the status of an HTTP answer.</summary>
    Http,

    /// <summary>Checked by the text of an HTTP answer.</summary>
    HttpText,

    /// <summary>Checked by the greeting of SMTP.</summary>
    Smtp,

    /// <summary>Checked by the first bytes of SSH.</summary>
    Ssh,

    /// <summary>Checked by the greeting of POP3.</summary>
    Pop3,

    /// <summary>Checked by the status of an HTTP answer inside TLS.</summary>
    Https,

    /// <summary>Checked by a dialogue of SMTP that goes over to TLS.</summary>
    MailTls,

    /// <summary>Checked by a transaction that goes over to TLS.</summary>
    StepsTls,

    /// <summary>Checked by a datagram that begins with <c>ok</c>.</summary>
    Datagram,

    /// <summary>Checked by a datagram that need not be answered.</summary>
    Quiet,

    /// <summary>Checked by a question to a name server.</summary>
    Names,

    /// <summary>Checked by an echo.</summary>
    Echo,

    /// <summary>Checked by a program whose warnings pass and whose exit 3 says nothing.</summary>
    Program,

    /// <summary>Checked by a program whose warnings and exit 3 fail.</summary>
    StrictProgram,
}
