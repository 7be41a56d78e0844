using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using LvsMon.Benchmarks.Subjects;

namespace LvsMon.Benchmarks.Rows;

/// <summary>That the daemon allocates nothing while it checks, changes its mind, logs and edits the
/// table.</summary>
internal static partial class AllocationRows
{
    private const int Servers = 200;
    private const int IntervalMs = 500;

    /// <summary>Lets half of the real servers fail and come back all the time and asks the daemon at its
    /// end.</summary>
    /// <returns>False when a byte was allocated.</returns>
    public static bool Run(Report report, Workshop workshop, Options options)
    {
        report.Table(
            "Managed bytes of a running daemon", "checks", "transitions", "log lines", "ipvsadm -R with its readings",
            "bytes");
        Load load = new(Servers, IntervalMs, "http");
        using Peer peer = new(workshop, Servers);
        using MeasuredProcess daemon = Contenders.Daemon(workshop, options, load, "--verbose");
        Thread.Sleep(4000);
        for (int i = 0; i < options.Seconds * 2; i++)
        {
            peer.Fail(0, Servers / 2, i % 2 == 0);
            Thread.Sleep(2 * IntervalMs);
        }

        string written = daemon.End();
        string[] lines = written.Split('\n');
        Match figures = Figures().Match(written);
        long bytes = long.Parse(figures.Groups["bytes"].ValueSpan, CultureInfo.InvariantCulture);
        int transitions = lines.Count(line => line.Contains(" UP ") || line.Contains(" DOWN "));
        int tables = lines.Count(line => line.Contains(" TABLE "));
        report.Row(figures.Groups["checks"].Value, $"{transitions}", $"{lines.Length}", $"{tables}", $"{bytes}");
        return bytes == 0 && transitions > Servers;
    }

    [GeneratedRegex(@"(?<checks>\d+) checks in .* managed bytes after the first second: (?<bytes>-?\d+)")]
    private static partial Regex Figures();
}
