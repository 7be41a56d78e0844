using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Security.Cryptography;
using LvsMon.Core.Checks;

namespace LvsMon.Fuzz.Targets;

/// <summary>
/// A second opinion on the answers of RADIUS servers, with the digests of the framework, and the server's pen: no input
/// would ever be signed rightly by chance.
/// </summary>
[SuppressMessage("Security", "CA5351", Justification = "RADIUS is made of MD5.")]
internal static class RadiusReference
{
    private const int Header = 20;

    /// <summary>The answer with this code and these attributes to the request, signed as a whole. The first
    /// Message-Authenticator of zeroes is filled in.</summary>
    internal static byte[] Sign(byte code, ReadOnlySpan<byte> attributes, ReadOnlySpan<byte> request, byte[] secret)
    {
        int length = Header + attributes.Length;
        byte[] answer =
            [code, request[1], (byte)(length >> 8), (byte)length, .. request[4..Header], .. attributes];
        byte[] blank = [80, 18, .. new byte[16]];
        int at = attributes.IndexOf(blank);
        if (at >= 0)
        {
            HMACMD5.HashData(secret, answer).CopyTo(answer, Header + at + 2);
        }

        byte[] all = [.. answer, .. secret];
        MD5.HashData(all).CopyTo(answer, 4);
        return answer;
    }

    /// <summary>What an answer of <see cref="Sign"/> comes to for a status request.</summary>
    internal static CheckReason Judge(byte[] answer, ReadOnlySpan<byte> request, byte[] secret)
    {
        List<(byte Type, int At, int Length)> attributes = [];
        int at = Header;
        while (at + 2 <= answer.Length && answer[at + 1] >= 2 && at + answer[at + 1] <= answer.Length)
        {
            attributes.Add((answer[at], at + 2, answer[at + 1] - 2));
            at += answer[at + 1];
        }

        (byte Type, int At, int Length)[] signatures = [.. attributes.Where(a => a.Type == 80)];
        if (at != answer.Length || signatures.Length > 1 || signatures.Any(s => s.Length != 16))
        {
            return CheckReason.Malformed;
        }

        if (signatures is [(_, int value, _)])
        {
            byte[] blank =
                [.. answer[..4], .. request[4..Header], .. answer[Header..value], .. new byte[16],
                    .. answer[(value + 16)..]];
            byte[] digest = HMACMD5.HashData(secret, blank);
            if (!answer.AsSpan(value, digest.Length).SequenceEqual(digest))
            {
                return CheckReason.None;
            }
        }

        return answer[0] is 2 or 5 ? CheckReason.Matched : CheckReason.Mismatch;
    }
}
