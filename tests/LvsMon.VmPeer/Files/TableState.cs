using System;

namespace LvsMon.VmPeer.Files;

/// <summary>
/// What a state of /proc/net/ip_vs is, traffic left out: its services and destinations without the counters of
/// connections, which change with every packet. Addresses stay as they are.
/// </summary>
internal static class TableState
{
    /// <summary>
    /// Writes the rows of a table without heading, without the last two columns of destinations (ActiveConn,
    /// InActConn) and without blanks at line ends.
    /// </summary>
    /// <param name="table">The text as read.</param>
    /// <param name="state">Where it goes; at least as long as the table and one more.</param>
    /// <returns>Bytes written.</returns>
    internal static int Reduce(ReadOnlySpan<byte> table, Span<byte> state)
    {
        int length = 0;
        while (!table.IsEmpty)
        {
            int end = table.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? table : table[..end];
            table = end < 0 ? [] : table[(end + 1)..];
            if (IsHeading(line))
            {
                continue;
            }

            ReadOnlySpan<byte> row = line.TrimEnd((byte)' ');
            if (row.TrimStart((byte)' ').StartsWith("->"u8))
            {
                row = WithoutLastColumn(WithoutLastColumn(row));
            }

            row.CopyTo(state[length..]);
            length += row.Length;
            state[length++] = (byte)'\n';
        }

        return length;
    }

    private static bool IsHeading(ReadOnlySpan<byte> line) =>
        line.StartsWith("IP Virtual Server "u8)
        || line.StartsWith("Prot LocalAddress"u8)
        || line.StartsWith("  -> RemoteAddress"u8);

    private static ReadOnlySpan<byte> WithoutLastColumn(ReadOnlySpan<byte> row) =>
        row[..(row.LastIndexOf((byte)' ') + 1)].TrimEnd((byte)' ');
}
