using System;
using System.Globalization;
using System.IO;

namespace LvsMon.Linux.Sockets;

/// <summary>
/// The kernel's range of local ports. A connection can be with itself only when the target's port is one the kernel may
/// choose as the local one, so the question need not be asked for ports outside the range.
/// </summary>
internal readonly record struct EphemeralPorts(int First, int Last)
{
    private const string RangeFile = "/proc/sys/net/ipv4/ip_local_port_range";

    /// <summary>Every port: the safe answer when the range cannot be read.</summary>
    internal static readonly EphemeralPorts All = new(0, ushort.MaxValue);

    /// <summary>Reads the range of this network namespace (it serves IPv6 as well); set-up only.</summary>
    internal static EphemeralPorts Read()
    {
        try
        {
            return Parse(File.ReadAllText(RangeFile));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return All;
        }
    }

    /// <summary>Reads two decimal numbers with blanks between them.</summary>
    internal static EphemeralPorts Parse(string text)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 2
            && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
            && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int last))
        {
            return new EphemeralPorts(first, last);
        }

        return All;
    }

    internal bool Contains(ushort port) => port >= First && port <= Last;
}
