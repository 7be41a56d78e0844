using LvsMon.Core.Checks;

namespace LvsMon.Core.Monitoring;

/// <summary>What came of one check by hand. All times in microseconds.</summary>
/// <param name="Result">The result.</param>
/// <param name="CheckUs">The whole attempt.</param>
/// <param name="ConnectUs">Until the connection stood; 0 when it never did.</param>
/// <param name="TlsUs">The handshake of TLS; 0 when there was none.</param>
/// <param name="SendUs">From then until the request was handed over.</param>
/// <param name="ReceiveUs">From then to the end.</param>
/// <param name="Bytes">Bytes received.</param>
/// <param name="Evidence">The peer's bytes that explain a failure, empty for none; not escaped.</param>
public sealed record SingleCheckReport(
    CheckResult Result,
    int CheckUs,
    int ConnectUs,
    int TlsUs,
    int SendUs,
    int ReceiveUs,
    int Bytes,
    byte[] Evidence)
{
    /// <summary>Where in a conversation a failure was met, own words, empty for none.</summary>
    public byte[] Place { get; init; } = [];
}
