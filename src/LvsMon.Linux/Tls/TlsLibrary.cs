using System;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Linux.Tls;

/// <summary>OpenSSL on this host, and PEM texts as it reads them.</summary>
public sealed class TlsLibrary : ITlsLibrary
{
    /// <summary>What the runtime looks for; where it finds none of them it ends the process.</summary>
    private static readonly string[] Names = ["libssl.so.3", "libssl.so.1.1", "libssl.so.1.0.2", "libssl.so"];

    /// <inheritdoc/>
    public string? Refusal(TlsSettings settings)
    {
        if (!Array.Exists(Names, name => NativeLibrary.TryLoad(name, out _)))
        {
            return "TLS needs OpenSSL (libssl.so.3), which is not on this host";
        }

        if (!settings.Authorities.IsEmpty && !HoldsCertificates(settings.Authorities))
        {
            return "--ca: the file holds no certificate; PEM begins with -----BEGIN CERTIFICATE-----";
        }

        return settings.OwnCertificate.IsEmpty ? null : OwnRefusal(Text(settings.OwnCertificate));
    }

    /// <summary>PEM as text; what is not ASCII stands only in its comments.</summary>
    internal static string Text(ReadOnlyMemory<byte> pem) => Encoding.Latin1.GetString(pem.Span);

    private static bool HoldsCertificates(ReadOnlyMemory<byte> pem)
    {
        X509Certificate2Collection found = [];
        try
        {
            found.ImportFromPem(Text(pem));
            return found.Count > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            foreach (X509Certificate2 certificate in found)
            {
                certificate.Dispose();
            }
        }
    }

    private static string? OwnRefusal(string pem)
    {
        try
        {
            using X509Certificate2 own = X509Certificate2.CreateFromPem(pem, pem);
            return null;
        }
        catch (CryptographicException exception)
        {
            return $"--cert: no certificate with its key, PEM and without a passphrase: {exception.Message}";
        }
    }
}
