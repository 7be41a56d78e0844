using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace LvsMon.Checks.Tests.Radius;

/// <summary>The digests of the framework: the second opinion on our own.</summary>
[SuppressMessage("Security", "CA5351", Justification = "RADIUS is made of MD5.")]
internal static class FrameworkDigests
{
    /// <summary>MD5.</summary>
    public static byte[] Md5(byte[] bytes) => MD5.HashData(bytes);

    /// <summary>HMAC-MD5.</summary>
    public static byte[] Hmac(byte[] key, byte[] message) => HMACMD5.HashData(key, message);
}
