using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>A state of the kernel's table that <c>vm-peer watch</c> has seen.</summary>
/// <param name="Seen">When it was first seen, by the guest's monotonic clock.</param>
/// <param name="Rows">Services and entries, as <see cref="Service"/> and <see cref="Entry"/> write them.</param>
internal sealed record WatchedState(TimeSpan Seen, IReadOnlyList<string> Rows)
{
    private const string EntryMark = "-> ";

    /// <summary>All states in order.</summary>
    /// <param name="scene">Where the watcher writes to the file <c>watch</c>.</param>
    public static IReadOnlyList<WatchedState> All(Scene scene) =>
        [.. scene.Read("watch").Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    /// <summary>The row of a service of tcp at the scene's address.</summary>
    public static string Service(int port, string scheduler) => $"TCP C0000250:{port:X4} {scheduler}";

    /// <summary>The row of the entry of real server 1, 2, ... at port 80, under NAT, behind its service's.</summary>
    public static string Entry(string service, int real, int weight = 1) =>
        $"{service} {EntryMark}0A02{real:X2}02:0050 Masq {weight}";

    private static WatchedState Parse(string record)
    {
        IReadOnlyList<string> lines = Scene.Lines(record);
        long seenUs = long.Parse(lines[0].Split(' ')[0], CultureInfo.InvariantCulture);
        List<string> rows = [];
        string service = string.Empty;
        foreach (string line in lines.Skip(1))
        {
            string row = string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            bool isEntry = row.StartsWith(EntryMark, StringComparison.Ordinal);
            service = isEntry ? service : row;
            rows.Add(isEntry ? $"{service} {row}" : row);
        }

        return new WatchedState(TimeSpan.FromMicroseconds(seenUs), rows);
    }
}
