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
}
