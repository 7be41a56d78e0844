using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Notify;
using LvsMon.Core.Planning;
using LvsMon.Core.Tests.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;
using LvsMon.Testing.Os;
using LvsMon.Testing.Transitions;

namespace LvsMon.Core.Tests.Notify;

/// <summary>A sink with programs that the test ends, in a stream whose facts are recorded.</summary>
internal sealed class NotifyScene : IServiceCounts
{
    internal const long Second = 1_000_000;

    internal NotifyScene(Plan plan, int places = 8)
    {
        Plan = plan;
        Runner = new FakeNotifyRunner(places);
        DetailPool details = new();
        Sink = new NotifySink(plan, Runner, details, this, FixedWallClock.Default);
        Facts = new FactStream(details, Recording, Sink);
    }

    internal Plan Plan { get; private set; }

    internal FakeNotifyRunner Runner { get; }

    internal NotifySink Sink { get; }

    internal FactStream Facts { get; }

    internal RecordingSink Recording { get; } = new();

    internal long NowUs { get; set; } = 100 * Second;

    /// <summary>The texts of what went wrong and right again, in order.</summary>
    internal IReadOnlyList<string> Troubles =>
        [.. Recording.Facts.Where(f => f.Kind is FactKind.NotifyFailed or FactKind.NotifyBack).Select(
            f => $"{f.Kind} {Encoding.UTF8.GetString(Facts.Details.Find(f.Detail, out _))}")];

    public int Up(int service) => 40 + service;

    public int Carrying(int service) => 30 + service;

    /// <summary>A line: <c>any /bin/a b c</c>.</summary>
    internal static NotifyLine Line(string text)
    {
        string[] words = text.Split(' ');
        return new NotifyLine(
            Enum.Parse<NotifyEvent>(words[0], ignoreCase: true),
            new ExternalProgram(
                words[1], [.. words.Skip(2).Select(w => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(w))]),
            Draft.Line(4));
    }

    /// <summary>A service with some real servers and lines; its port tells it from others.</summary>
    internal static VirtualServiceSettings Service(int port, int reals, params string[] lines) =>
        Draft.Farm($"s{port}", port, reals) with { Notify = [.. lines.Select(Line)] };

    /// <summary>A real server goes up or down; the turn comes later.</summary>
    internal void Change(int real, bool isUp, CheckReason reason = CheckReason.ConnectRefused) =>
        Facts.Post(new Fact(isUp ? FactKind.Up : FactKind.Down)
        {
            TimeUs = NowUs,
            Service = Plan.Reals[real].Service,
            Real = real,
            Reason = reason,
            Detail = Facts.Details.KeepForeign("peer\n\0words"u8),
        });

    internal void Down(params ReadOnlySpan<int> reals)
    {
        foreach (int real in reals)
        {
            Change(real, isUp: false);
        }
    }

    /// <summary>The end of a turn, and of the one after it that facts of the sink ask for.</summary>
    internal long Turn()
    {
        int told = Recording.Facts.Count(fact => fact.Kind is FactKind.NotifyFailed or FactKind.NotifyBack);
        long nextUs = Facts.Flush(NowUs);
        bool hasTold = Recording.Facts.Count(fact => fact.Kind is FactKind.NotifyFailed or FactKind.NotifyBack) > told;
        return hasTold ? Facts.Flush(NowUs) : nextUs;
    }

    /// <summary>Turns in which all that run end at once, until nothing is left.</summary>
    internal void Drain()
    {
        for (int turn = 0; Turn() != long.MaxValue || Runner.Running > 0; turn++)
        {
            Runner.EndAll();
            NowUs += 1000;
            if (turn > 100_000)
            {
                throw new InvalidOperationException("it never comes to rest");
            }
        }
    }

    internal void Reload(Plan next)
    {
        PlanChange change = PlanDiff.Between(Plan, next);
        Plan = change.New;
        Sink.Follow(change);
    }
}
