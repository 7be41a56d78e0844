namespace LvsMon.Core.Os;

/// <summary>The end of a handshake.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="Number">The number that goes with some results.</param>
/// <param name="Shown">Bytes that explain a failure: what the server sent, or what its certificate says.</param>
public readonly record struct TlsEnd(TlsResult Result, short Number = 0, int Shown = 0)
{
    /// <summary>How long the certificate is valid that the server has shown.</summary>
    public CertificateTerm Term { get; init; }
}
