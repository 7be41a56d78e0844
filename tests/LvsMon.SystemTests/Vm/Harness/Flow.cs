using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace LvsMon.SystemTests.Vm.Harness;

/// <summary>A row of the kernel's table of connections: one flow of the client.</summary>
/// <param name="Port">The client's port.</param>
/// <param name="Real">The real server that has it: 1, 2, ...</param>
/// <param name="ExpiresS">Seconds until the kernel forgets it, rounded down.</param>
internal sealed partial record Flow(int Port, int Real, int ExpiresS)
{
    // Pro FromIP FPrt ToIP TPrt DestIP DPrt State Expires
    private const int PortColumn = 2;
    private const int RealColumn = 5;
    private const int ExpiresColumn = 8;

    /// <summary>The flow without its time.</summary>
    public (int Port, int Real) Ends => (Port, Real);

    /// <summary>All flows by the client's port.</summary>
    public static IReadOnlyList<Flow> All(Scene scene) =>
        [.. Scene.Lines(scene.OnDirector("cat /proc/net/ip_vs_conn")).Skip(1).Select(Parse).OrderBy(flow => flow.Port)];

    /// <summary>How a real server is written there and in <c>/proc/net/ip_vs</c>.</summary>
    public static string Hex(int real) => $"0A02{real:X2}02";

    /// <summary>Waits until a real server's entry is gone and then until its flows are.</summary>
    /// <returns>The time between the two, by the guest's clock.</returns>
    public static TimeSpan UntilGone(Scene scene, int real)
    {
        string answer = scene.OnDirector($"""
            vm-peer until /proc/net/ip_vs 30000 absent {Hex(real)}:0050 >/dev/null
            vm-peer until /proc/net/ip_vs_conn 10000 absent {Hex(real)}
            """);
        return TimeSpan.FromMicroseconds(
            long.Parse(Elapsed().Match(answer).Groups[1].Value, CultureInfo.InvariantCulture));
    }

    private static Flow Parse(string row)
    {
        string[] columns = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new Flow(
            int.Parse(columns[PortColumn], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            int.Parse(columns[RealColumn][4..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            int.Parse(columns[ExpiresColumn], CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("elapsed=([0-9]+)")]
    private static partial Regex Elapsed();
}
