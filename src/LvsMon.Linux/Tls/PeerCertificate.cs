using System;
using System.Globalization;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using LvsMon.Core.Os;
using LvsMon.Core.Values;

namespace LvsMon.Linux.Tls;

/// <summary>Judges the certificate that a server shows.</summary>
internal static class PeerCertificate
{
    /// <summary>
    /// The result, and for a failure what the certificate says. A chain that leads to nobody is told before its dates,
    /// dates before the name: each makes the next meaningless.
    /// </summary>
    /// <param name="settings">What is asked.</param>
    /// <param name="certificate">The server's, null when it showed none.</param>
    /// <param name="chain">As it was built.</param>
    /// <param name="errors">What the library found.</param>
    /// <param name="now">The wall clock's time, UTC.</param>
    /// <param name="text">ASCII for the log.</param>
    internal static TlsEnd Judge(
        TlsSettings settings,
        X509Certificate2? certificate,
        X509Chain? chain,
        SslPolicyErrors errors,
        DateTime now,
        out byte[] text)
    {
        text = [];
        if (certificate is null)
        {
            return new TlsEnd(settings.Verifies ? TlsResult.Untrusted : TlsResult.Secure);
        }

        TlsResult result = settings.Verifies ? Verify(certificate, chain, errors, now) : TlsResult.Secure;
        DateTime ends = certificate.NotAfter.ToUniversalTime();
        double daysLeft = Math.Clamp((ends - now).TotalDays, short.MinValue, short.MaxValue);
        short number = 0;
        if (result == TlsResult.Secure && settings.ExpiresWithinS > 0
            && (ends - now).TotalSeconds < settings.ExpiresWithinS)
        {
            result = daysLeft < 0 ? TlsResult.Expired : TlsResult.Expiring;
            number = (short)Math.Floor(Math.Max(0, daysLeft));
        }

        text = result switch
        {
            TlsResult.Secure => [],
            TlsResult.Untrusted when certificate.NotBefore.ToUniversalTime() > now =>
                Ascii($"valid from {Date(certificate.NotBefore)}"),
            TlsResult.Untrusted => Ascii($"issuer {certificate.Issuer}"),
            TlsResult.NameMismatch => Ascii(Names(certificate)),
            _ => Ascii($"until {Date(Ended(chain, certificate, now).NotAfter)}"),
        };
        return new TlsEnd(result, number);
    }

    private static TlsResult Verify(
        X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors, DateTime now)
    {
        if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) != 0)
        {
            bool isOnlyTime = chain is not null
                && chain.ChainStatus.All(status => status.Status == X509ChainStatusFlags.NotTimeValid);
            bool hasEnded = isOnlyTime && Ended(chain, certificate, now).NotAfter.ToUniversalTime() < now;
            return hasEnded ? TlsResult.Expired : TlsResult.Untrusted;
        }

        return (errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0 ? TlsResult.NameMismatch
            : errors == SslPolicyErrors.None ? TlsResult.Secure
            : TlsResult.Untrusted;
    }

    /// <summary>The certificate of the chain that has ended, else the server's own.</summary>
    private static X509Certificate2 Ended(X509Chain? chain, X509Certificate2 own, DateTime now) =>
        chain?.ChainElements.Select(element => element.Certificate)
            .FirstOrDefault(certificate => certificate.NotAfter.ToUniversalTime() < now) ?? own;

    private static string Names(X509Certificate2 certificate)
    {
        X509SubjectAlternativeNameExtension? names =
            certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return names is null
            ? certificate.Subject
            : string.Join(' ', names.EnumerateDnsNames().Concat(
                names.EnumerateIPAddresses().Select(address => address.ToString())));
    }

    private static string Date(DateTime time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static byte[] Ascii(string text) => Encoding.UTF8.GetBytes(text);
}
