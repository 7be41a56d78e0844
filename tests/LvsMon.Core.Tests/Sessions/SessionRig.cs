using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Core.Syslog;
using LvsMon.Core.Tests.Lvs;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Os;

namespace LvsMon.Core.Tests.Sessions;

/// <summary>A reporter with its stream, a list in memory and a clock that moves when told.</summary>
internal sealed class SessionRig
{
    public const long Second = 1_000_000;
    private readonly DetailPool _details = new();
    private readonly FactList _told;
    private readonly Probe _probe;
    private readonly FactStream _facts;
    private int _read;

    public SessionRig(Plan? plan = null)
    {
        Plan = plan ?? Some().Build();
        Reporter = new SessionReporter(Plan, List);
        _told = new FactList(_details);
        _probe = new Probe(Reporter);
        _facts = new FactStream(_details, _probe, _told);
        List.Lists(SessionRows.All(Plan));
    }

    public MemorySessionList List { get; } = new();

    public SessionReporter Reporter { get; }

    public Plan Plan { get; private set; }

    public long NowUs { get; private set; } = 1000 * Second;

    /// <summary>When the reporter wants its next turn.</summary>
    public long NextUs => _probe.NextUs;

    /// <summary>The newest number in the stream.</summary>
    public long LastSequence => _facts.LastSequence;

    public static PlanMaker Some(long reportUs = 15 * Second) => new PlanMaker
    {
        Global = new GlobalSettings { SessionReportUs = reportUs },
    }.Service("tcp 192.0.2.80:80").Real("10.0.0.1:80").Real("10.0.0.2:80");

    /// <summary>A plan of one service with so many real servers.</summary>
    public static Plan Large(int reals)
    {
        PlanMaker maker = new PlanMaker().Service("tcp 192.0.2.80:80");
        for (int real = 0; real < reals; real++)
        {
            maker.Real($"10.{real >> 16}.{(real >> 8) & 255}.{real & 255}:80");
        }

        return maker.Build();
    }

    /// <summary>A plan of so many services in two sets, each with so many real servers.</summary>
    public static Plan Wide(int services, int reals = 1)
    {
        PlanMaker maker = new();
        for (int service = 0; service < services; service++)
        {
            string key = $"tcp 192.0.{service >> 8}.{service & 255}:80";
            maker.Service(key, set: service % 2 == 0 ? "even" : "odd");
            for (int real = 0; real < reals; real++)
            {
                maker.Real($"10.{real}.{service >> 8}.{service & 255}:80");
            }
        }

        return maker.Build();
    }

    public SessionRig Turn()
    {
        _facts.Flush(NowUs);
        return this;
    }

    /// <summary>Lets time pass, with one turn at its end.</summary>
    public SessionRig Pass(long us)
    {
        NowUs += us;
        return Turn();
    }

    public SessionRig TableRead()
    {
        _facts.Post(new Fact(FactKind.Adopted) { TimeUs = NowUs });
        return Turn();
    }

    public SessionRig Reload(Plan next)
    {
        Reporter.Follow(PlanMaker.Change(Plan, next));
        Plan = next;
        return this;
    }

    /// <summary>The reports told since the last call, without their numbers, and the lines of what went
    /// wrong.</summary>
    public IReadOnlyList<string> Told()
    {
        FactText text = new(Plan, _details);
        byte[] buffer = new byte[FactText.MaxBytes];
        Fact[] facts = Facts();
        return
        [
            .. facts.Where(fact => fact.Kind != FactKind.Adopted && !IsNumbers(fact.Kind)).Select(
                fact => fact.Kind == FactKind.Sessions
                ? $"{fact.A} services, {fact.B} real servers"
                : Line(Encoding.ASCII.GetString(buffer, 0, text.Write(in fact, buffer)))),
        ];

        static string Line(string line) => line[..line.LastIndexOf("; seq ", StringComparison.Ordinal)];
    }

    /// <summary>The facts told since the last call.</summary>
    public Fact[] Facts()
    {
        Fact[] facts = [.. _told.All.Skip(_read).Select(told => told.Fact)];
        _read += facts.Length;
        return facts;
    }

    private static bool IsNumbers(FactKind kind) =>
        kind is FactKind.SetSessions or FactKind.ServiceSessions or FactKind.RealSessions;

    /// <summary>The stream itself wants another turn when somebody has posted: this is what the reporter
    /// wants.</summary>
    private sealed class Probe(SessionReporter reporter) : IFactSink
    {
        public long NextUs { get; private set; }

        public void Accept(in Fact fact) => reporter.Accept(in fact);

        public long Flush(long nowUs, FactStream facts) => NextUs = reporter.Flush(nowUs, facts);
    }
}
