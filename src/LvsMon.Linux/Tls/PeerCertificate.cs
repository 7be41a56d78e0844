using System;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Tls;

/// <summary>
/// Judges the certificate that a server has shown. Of several mistakes OpenSSL finds first that nobody stands behind
/// the chain, then another name, then its dates.
/// </summary>
internal static unsafe class PeerCertificate
{
    private const int SecondsPerDay = 86_400;

    /// <summary>The result, and for a failure what the certificate says.</summary>
    /// <param name="settings">What is asked.</param>
    /// <param name="stream">SSL, its handshake done.</param>
    /// <param name="shown">Takes the text.</param>
    internal static TlsEnd Judge(TlsSettings settings, nint stream, Span<byte> shown)
    {
        nint certificate = TlsCalls.PeerCertificateOf(stream);
        if (certificate == 0)
        {
            return new TlsEnd(settings.Verifies ? TlsResult.Untrusted : TlsResult.Secure);
        }

        TlsResult result = settings.Verifies ? Of((int)TlsCalls.VerifyResultOf(stream)) : TlsResult.Secure;
        long? secondsLeft = SecondsUntil(CryptoCalls.NotAfterOf(certificate));
        CertificateTerm term = TermOf(certificate, secondsLeft);
        short number = 0;
        if (result == TlsResult.Secure && settings.ExpiresWithinS > 0 && secondsLeft < settings.ExpiresWithinS)
        {
            result = secondsLeft < 0 ? TlsResult.Expired : TlsResult.Expiring;
            number = (short)Math.Clamp(secondsLeft.Value / SecondsPerDay, 0, short.MaxValue);
        }

        int length = result == TlsResult.Secure ? 0 : Describe(result, certificate, shown);
        CryptoCalls.FreeCertificate(certificate);
        return new TlsEnd(result, number, length) { Term = term };
    }

    private static CertificateTerm TermOf(nint certificate, long? secondsLeft)
    {
        if (secondsLeft is not { } left || SecondsUntil(CryptoCalls.NotBeforeOf(certificate)) is not { } untilBegin)
        {
            return default;
        }

        long days = (left - untilBegin) / SecondsPerDay;
        long daysLeft = (long)Math.Floor((double)left / SecondsPerDay);
        return new CertificateTerm(
            (short)Math.Clamp(daysLeft, short.MinValue, short.MaxValue), (short)Math.Clamp(days, 1, short.MaxValue));
    }

    private static TlsResult Of(int verified) => verified switch
    {
        CryptoCalls.X509_V_OK => TlsResult.Secure,
        CryptoCalls.X509_V_ERR_CERT_HAS_EXPIRED => TlsResult.Expired,
        CryptoCalls.X509_V_ERR_HOSTNAME_MISMATCH or CryptoCalls.X509_V_ERR_IP_ADDRESS_MISMATCH =>
            TlsResult.NameMismatch,
        _ => TlsResult.Untrusted,
    };

    private static int Describe(TlsResult result, nint certificate, Span<byte> shown)
    {
        nint bio = CryptoCalls.NewBio(CryptoCalls.MemoryMethod());
        switch (result)
        {
            case TlsResult.NameMismatch:
                Names(bio, certificate);
                break;
            case TlsResult.Untrusted when SecondsUntil(CryptoCalls.NotBeforeOf(certificate)) > 0:
                Write(bio, "valid from "u8);
                CryptoCalls.PrintTime(bio, CryptoCalls.NotBeforeOf(certificate));
                break;
            case TlsResult.Untrusted:
                Write(bio, "issuer "u8);
                CryptoCalls.PrintName(bio, CryptoCalls.IssuerOf(certificate), 0, CryptoCalls.XN_FLAG_RFC2253);
                break;
            default:
                Write(bio, "until "u8);
                CryptoCalls.PrintTime(bio, CryptoCalls.NotAfterOf(certificate));
                break;
        }

        int length;
        fixed (byte* buffer = shown)
        {
            length = CryptoCalls.ReadBio(bio, buffer, shown.Length);
        }

        CryptoCalls.FreeBio(bio);
        CryptoCalls.ClearErrors();
        return Math.Max(0, length);
    }

    private static void Names(nint bio, nint certificate)
    {
        int index = CryptoCalls.FindExtension(certificate, CryptoCalls.NID_subject_alt_name, -1);
        if (index >= 0)
        {
            CryptoCalls.PrintExtension(bio, CryptoCalls.ExtensionOf(certificate, index), 0, 0);
        }
        else
        {
            CryptoCalls.PrintName(bio, CryptoCalls.SubjectOf(certificate), 0, CryptoCalls.XN_FLAG_RFC2253);
        }
    }

    private static void Write(nint bio, ReadOnlySpan<byte> text)
    {
        fixed (byte* bytes = text)
        {
            _ = CryptoCalls.WriteBio(bio, bytes, text.Length);
        }
    }

    /// <summary>From now on by the wall clock; negative for the past, null for what is no time.</summary>
    private static long? SecondsUntil(nint time)
    {
        int days = 0;
        int seconds = 0;
        return CryptoCalls.TimeUntil(&days, &seconds, 0, time) == 1 ? (days * (long)SecondsPerDay) + seconds : null;
    }
}
