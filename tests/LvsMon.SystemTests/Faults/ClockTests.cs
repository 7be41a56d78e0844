using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Faults;

/// <summary>A machine that has run so long that milliseconds no longer fit 31 or 32 bits.</summary>
public sealed class ClockTests
{
    private const int LeadSeconds = 5;

    [SystemFact(Needs.Root, "unshare")]
    public void Daemon_ClockPassesAWrapOfMilliseconds_GoesOnAsBefore()
    {
        List<(Pair Pair, long WrapMs, long OffsetMs)> machines = [];
        try
        {
            foreach (long wrapMs in (long[])[1L << 31, 1L << 32])
            {
                Pair pair = new(start: false);
                long offsetMs = (wrapMs - NowMs() - (LeadSeconds * 1000)) / 1000 * 1000;
                machines.Add((pair, wrapMs, offsetMs));
                pair.Director.Syslog.Bind();
                pair.Director.Syslog.Read();
                string seconds = (offsetMs / 1000).ToString(CultureInfo.InvariantCulture);
                pair.Director.StartDaemon(["unshare", "--time", "--monotonic", seconds]);
            }

            // On a very busy machine the wrap comes while the daemon still starts: that is a wrap, too.
            foreach ((Pair pair, _, _) in machines)
            {
                pair.Director.ShouldHaveTable(pair.Whole());
                pair.Director.PassStart();
            }

            foreach ((Pair pair, long wrapMs, long offsetMs) in machines)
            {
                Wait.Until(() => NowMs() + offsetMs > wrapMs - 1500, "the wrap is near");
                pair.FirstShouldBeCheckedOn();
                pair.Director.Journal.Unread.Should().BeEmpty();
                pair.Second.Stop();
                pair.Director.Journal.ShouldSay(
                    $"DOWN www {pair.Second.Endpoint}: connect refused; 2 of 2 failed; up for *s; *",
                    "TABLE www: 1 edit applied in *ms *");
            }
        }
        finally
        {
            machines.ForEach(machine => machine.Pair.Dispose());
        }
    }

    private static long NowMs() => (long)(Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency);
}
