using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Values;
using LvsMon.Linux.Tls;
using LvsMon.Testing.Tls;
using Xunit;

namespace LvsMon.Linux.Tests.Tls;

/// <summary>What is refused before a handshake is made with it.</summary>
public sealed class TlsLibraryTests
{
    private static readonly X509Certificate2 Own = TestCertificates.Make("director", -1, 30);
    private static readonly string Certificate = Own.ExportCertificatePem() + "\n";

    [Fact]
    public void Refusal_OfWhatIsRight_IsNone()
    {
        Refusal(new TlsSettings { ServerName = "a" }).Should().BeNull();
        Refusal(new TlsSettings { ServerName = "2001:db8::1", Authorities = TestCertificates.AuthorityPem })
            .Should().BeNull();
        Refusal(Showing(Encoding.ASCII.GetString(TestCertificates.Pem(Own)))).Should().BeNull();
        Refusal(Showing(Key(Own) + "\n" + Certificate)).Should().BeNull("the key may stand first");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no PEM")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public void Refusal_OfAuthoritiesWithoutACertificate_SaysSo(string text)
    {
        byte[] pem = Encoding.ASCII.GetBytes(text + "\n");

        Refusal(new TlsSettings { Authorities = pem }).Should().StartWith("--ca: the file holds no certificate");
    }

    [Fact]
    public void Refusal_OfACertificateWithoutItsKey_SaysSo()
    {
        const string Expected = "--cert: no certificate with its key";

        Refusal(Showing(Certificate)).Should().StartWith(Expected);
        Refusal(Showing(Key(Own))).Should().StartWith(Expected);
        Refusal(Showing(Certificate + Key(TestCertificates.Good))).Should().StartWith(Expected, "it is another's");
    }

    [Fact]
    public void Refusal_OfAKeyWithAPassphrase_DoesNotAskForIt()
    {
        PbeParameters parameters = new(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000);
        string locked = Own.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem("secret", parameters);

        Refusal(Showing(Certificate + locked)).Should().StartWith("--cert: no certificate with its key");
    }

    private static string? Refusal(TlsSettings settings) => new TlsLibrary().Refusal(settings);

    private static TlsSettings Showing(string pem) => new() { OwnCertificate = Encoding.ASCII.GetBytes(pem) };

    private static string Key(X509Certificate2 certificate) =>
        certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();
}
