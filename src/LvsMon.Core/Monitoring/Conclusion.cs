using LvsMon.Core.Checks;
using LvsMon.Core.Os;

namespace LvsMon.Core.Monitoring;

/// <summary>The end of an attempt, waiting for the turn's judging.</summary>
/// <param name="Monitor">The monitor.</param>
/// <param name="Result">The result.</param>
/// <param name="CheckUs">From the beginning to the end, microseconds.</param>
/// <param name="Detail">Ticket of the evidence, 0 for none.</param>
internal readonly record struct Conclusion(int Monitor, CheckResult Result, int CheckUs, int Detail)
{
    /// <summary>How long the connect took, microseconds; 0 when it did not end.</summary>
    public int ConnectUs { get; init; }

    /// <summary>How long the handshake of TLS took, microseconds; 0 when there was none.</summary>
    public int TlsUs { get; init; }

    /// <summary>From the beginning until the first request was handed over, microseconds; 0 when it did not come to
    /// that.</summary>
    public int QueryUs { get; init; }

    /// <summary>How long the certificate is valid that was shown.</summary>
    public CertificateTerm Term { get; init; }

    /// <summary>Bytes received.</summary>
    public int Received { get; init; }
}
