using System;

namespace LvsMon.Linux.Tls;

/// <summary>The alert of a server (RFC 8446 §6), as OpenSSL hands it on.</summary>
internal static class TlsAlert
{
    /// <summary>OpenSSL's reason for a received alert is so much more than its description
    /// (SSL_AD_REASON_OFFSET).</summary>
    private const int Offset = 1000;

    private const int ReasonMask = 0x7F_FFFF;

    /// <summary>True for the first byte of a record: change_cipher_spec 20 to application_data 23.</summary>
    internal static bool IsRecord(byte first) => first is >= 20 and <= 23;

    /// <summary>The description that an exception tells of, -1 for none.</summary>
    internal static short Of(Exception exception)
    {
        for (Exception? at = exception; at is not null; at = at.InnerException)
        {
            int alert = (at.HResult & ReasonMask) - Offset;
            bool isOfOpenSsl = at.GetType().Name is "SslException" or "OpenSslCryptographicException";
            if (isOfOpenSsl && alert is >= 0 and <= byte.MaxValue)
            {
                return (short)alert;
            }
        }

        return -1;
    }
}
