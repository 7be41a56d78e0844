using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Syslog;
using LvsMon.Core.Tests.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Os;
using LvsMon.Testing.Transitions;

namespace LvsMon.Core.Tests.Syslog;

/// <summary>A log of farms whose real servers go up and down as they are told; all are up at the beginning.</summary>
internal sealed class StormRig
{
    internal const long Second = 1_000_000;

    private readonly DetailPool _details = new();
    private readonly FactStream _stream;
    private readonly int[] _up;

    internal StormRig(int burst, params int[] farms)
    {
        Plan = PlanOf(burst, farms);
        Up = [.. Plan.Reals.Select(_ => true)];
        _up = [.. farms];
        Sink = new SyslogSink(
            Plan,
            _details,
            new LineLogger(Socket, new Rfc3164Framing(FixedWallClock.Default, LogFacility.Daemon, 815)));
        _stream = new FactStream(_details, Sink, Told);
    }

    internal Plan Plan { get; }

    internal RecordingLineSocket Socket { get; } = new();

    internal SyslogSink Sink { get; }

    /// <summary>All facts, as the stream of events has them.</summary>
    internal RecordingSink Told { get; } = new();

    internal long NowUs { get; set; } = 1000 * Second;

    /// <summary>The truth.</summary>
    internal bool[] Up { get; }

    /// <summary>The lines without their heads.</summary>
    internal IReadOnlyList<string> Lines =>
        [.. Socket.Lines.Select(line => line[(line.IndexOf("]: ", StringComparison.Ordinal) + 3)..])];

    internal IReadOnlyList<SummaryLine> Summaries => [.. Lines.Select(SummaryLine.Of).OfType<SummaryLine>()];

    internal static Plan PlanOf(int burst, params int[] farms) => Draft.PlanOf(
        new GlobalSettings { LogBurst = burst },
        [.. farms.Select((count, i) =>
            Draft.Farm(string.Create(CultureInfo.InvariantCulture, $"farm{i}"), 80 + i, count))]);

    /// <summary>Real servers change to the other state, in one turn.</summary>
    internal void Flip(params ReadOnlySpan<int> reals)
    {
        foreach (int real in reals)
        {
            bool up = Up[real] = !Up[real];
            int service = Plan.Reals[real].Service;
            _up[service] += up ? 1 : -1;
            Post(new Fact(up ? FactKind.Up : FactKind.Down)
            {
                Service = service,
                Real = real,
                Reason = up ? CheckReason.Connected : CheckReason.ConnectTimeout,
                A = 1,
                B = 1,
                C = _up[service],
            });
        }
    }

    internal void Post(Fact fact) => _stream.Post(fact with { TimeUs = NowUs });

    internal void Post(FactKind kind, int real) =>
        Post(new Fact(kind) { Service = Plan.Reals[real].Service, Real = real });

    /// <summary>The end of a turn.</summary>
    internal long Turn() => _stream.Flush(NowUs);

    /// <summary>The end of a turn, and time until something happens that nobody speaks of.</summary>
    internal void Pass(long us)
    {
        long until = NowUs + us;
        long next = Turn();
        for (int turns = 0; next <= until; turns++)
        {
            NowUs = Math.Max(next, NowUs);
            next = turns < 100_000 ? Turn() : throw new InvalidOperationException("It never comes to rest.");
        }

        NowUs = until;
    }

    internal static int[] Range(int first, int count) => [.. Enumerable.Range(first, count)];
}
