using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace LvsMon.Checks.Tests.Dns;

/// <summary>Answers as a name server writes them, byte by byte.</summary>
internal static class DnsMessage
{
    /// <summary>Where the question's name begins in every message.</summary>
    public static readonly byte[] ToQuestion = [0xC0, 12];

    /// <summary>An answer to a question of class IN.</summary>
    /// <param name="name">The name asked for.</param>
    /// <param name="type">The type asked for.</param>
    /// <param name="records">Of <see cref="Record"/>.</param>
    /// <param name="code">The response code.</param>
    /// <param name="flags">Bits of the third byte beside QR: 4 is AA, 2 is TC.</param>
    /// <param name="id">The identifier.</param>
    public static byte[] Answer(
        string name, int type, byte[][] records, int code = 0, int flags = 0, int id = 0xBEEF) =>
    [
        (byte)(id >> 8), (byte)id, (byte)(0x80 | flags), (byte)code, 0, 1, 0, (byte)records.Length, 0, 0, 0, 0,
        .. Name(name), 0, (byte)type, 0, 1, .. records.SelectMany(r => r),
    ];

    /// <summary>A record.</summary>
    public static byte[] Record(byte[] owner, int type, byte[] data) =>
        [.. owner, 0, (byte)type, 0, 1, 0, 0, 0, 60, (byte)(data.Length >> 8), (byte)data.Length, .. data];

    /// <summary>A name without pointers.</summary>
    public static byte[] Name(string name)
    {
        List<byte> bytes = [];
        foreach (string label in name.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            bytes.Add((byte)label.Length);
            bytes.AddRange(Encoding.ASCII.GetBytes(label));
        }

        return [.. bytes, 0];
    }
}
