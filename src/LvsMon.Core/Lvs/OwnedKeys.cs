using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>The file of owned services: their keys in the configuration's form, one a line.</summary>
internal static class OwnedKeys
{
    /// <summary>More keys than this are not read: the file is a convenience and may have been written by
    /// anybody.</summary>
    internal const int MaxKeys = 65536;

    /// <summary>Reads keys; lines that are none are passed over.</summary>
    internal static List<ServiceKey> Read(ReadOnlySpan<byte> content)
    {
        List<ServiceKey> keys = [];
        HashSet<ServiceKey> seen = [];
        foreach (string line in Encoding.UTF8.GetString(content).Split('\n'))
        {
            if (keys.Count < MaxKeys && TryParse(line.Trim(), out ServiceKey key) && seen.Add(key))
            {
                keys.Add(key);
            }
        }

        return keys;
    }

    /// <summary>Writes keys.</summary>
    internal static byte[] Write(IEnumerable<ServiceKey> keys)
    {
        StringBuilder text = new();
        foreach (ServiceKey key in keys)
        {
            text.Append(key.ToString()).Append('\n');
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static bool TryParse(string line, out ServiceKey key)
    {
        key = default;
        string[] words = line.Split(' ');
        if (words.Length < 2)
        {
            return false;
        }

        if (words[0] == "fwmark")
        {
            bool isV6 = words.Length == 3 && words[2] == "ipv6";
            bool read = uint.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out uint mark);
            key = SaveReader.MarkKey(mark, isV6);
            return read && mark != 0 && (words.Length == 2 || isV6);
        }

        ServiceProtocol? protocol = words[0] switch
        {
            "tcp" => ServiceProtocol.Tcp,
            "udp" => ServiceProtocol.Udp,
            "sctp" => ServiceProtocol.Sctp,
            _ => null,
        };
        if (words.Length != 2 || protocol is not { } known
            || !EndpointReader.TryRead(Encoding.ASCII.GetBytes(words[1]), out Endpoint endpoint))
        {
            return false;
        }

        key = new ServiceKey(known, endpoint, 0);
        return true;
    }
}
