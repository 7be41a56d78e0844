using System;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace LvsMon.Testing.Tls;

/// <summary>An authority and what it signs, made once.</summary>
public static class TestCertificates
{
    public const string Name = "www.example.com";

    private static readonly ECDsa AuthorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static DateTimeOffset Today { get; } = DateTimeOffset.UtcNow;

    public static X509Certificate2 Authority { get; } = MakeAuthority();

    public static X509Certificate2 Good { get; } = Make(Name, -1, 30);

    public static byte[] AuthorityPem { get; } = Encoding.ASCII.GetBytes(Authority.ExportCertificatePem());

    /// <summary>Signed by the authority; days are counted from today.</summary>
    public static X509Certificate2 Make(string name, double fromDay, double toDay, int ballastBytes = 0)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request(name, key, ballastBytes);
        using X509Certificate2 signed = request.Create(
            Authority, Today.AddDays(fromDay), Today.AddDays(toDay), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    public static X509Certificate2 MakeSelfSigned(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Request(name, key, 0).CreateSelfSigned(Today.AddDays(-1), Today.AddDays(30));
    }

    /// <summary>Certificate and key in one text.</summary>
    public static byte[] Pem(X509Certificate2 certificate) => Encoding.ASCII.GetBytes(
        certificate.ExportCertificatePem() + "\n"
        + certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());

    private static CertificateRequest Request(string name, ECDsa key, int ballastBytes)
    {
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        if (ballastBytes > 0)
        {
            request.CertificateExtensions.Add(new X509Extension("1.3.6.1.4.1.99999.1", new byte[ballastBytes], false));
        }

        return request;
    }

    private static X509Certificate2 MakeAuthority()
    {
        CertificateRequest request = new("CN=Test authority", AuthorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Today.AddDays(-400), Today.AddDays(400));
    }
}
