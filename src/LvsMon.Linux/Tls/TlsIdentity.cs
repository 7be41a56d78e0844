using System;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LvsMon.Core.Values;

namespace LvsMon.Linux.Tls;

/// <summary>
/// Settings as the TLS library takes them, made once for all handshakes. The chain is built from what the server sends
/// and from what is on this host: nothing is fetched and no revocation list is asked for, both would hold the loop.
/// </summary>
internal sealed class TlsIdentity
{
    private TlsIdentity(TlsSettings settings, SslClientAuthenticationOptions options)
    {
        Settings = settings;
        Options = options;
    }

    /// <summary>What it was made from.</summary>
    internal TlsSettings Settings { get; }

    /// <summary>For the library.</summary>
    internal SslClientAuthenticationOptions Options { get; }

    /// <summary>Makes it; the PEM texts have been read once without error.</summary>
    internal static TlsIdentity Create(TlsSettings settings)
    {
        X509ChainPolicy policy = new()
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        if (!settings.Verifies || !settings.Authorities.IsEmpty)
        {
            // Without verification nothing is looked up: an empty list costs a seventh of the host's.
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.ImportFromPem(TlsLibrary.Text(settings.Authorities));
        }

        SslProtocols older = settings.MinVersion == TlsVersion.Tls12 ? SslProtocols.Tls12 : SslProtocols.None;
        SslClientAuthenticationOptions options = new()
        {
            TargetHost = settings.ServerName,
            EnabledSslProtocols = older | SslProtocols.Tls13,
            CertificateChainPolicy = policy,
            AllowRenegotiation = false,

            // A resumed session shows no certificate: a check is to see the one that a new client sees.
            AllowTlsResume = false,
        };
        if (!settings.OwnCertificate.IsEmpty)
        {
            options.ClientCertificateContext = OwnCertificate(TlsLibrary.Text(settings.OwnCertificate));
        }

        Prime(policy);
        return new TlsIdentity(settings, options);
    }

    private static SslStreamCertificateContext OwnCertificate(string pem)
    {
        X509Certificate2 own = X509Certificate2.CreateFromPem(pem, pem);
        X509Certificate2Collection chain = [];
        chain.ImportFromPem(pem);
        chain.RemoveAt(0);
        return SslStreamCertificateContext.Create(own, chain, offline: true);
    }

    /// <summary>The first chain reads the host's certificates, 0.1 s: not in the loop.</summary>
    private static void Prime(X509ChainPolicy policy)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=lvsmon", key, HashAlgorithmName.SHA256);
        DateTimeOffset day = DateTimeOffset.UnixEpoch;
        using X509Certificate2 any = request.CreateSelfSigned(day, day.AddDays(1));
        using X509Chain chain = new() { ChainPolicy = policy.Clone() };
        chain.Build(any);
    }
}
