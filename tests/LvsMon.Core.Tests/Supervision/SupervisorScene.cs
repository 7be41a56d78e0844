using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Os;
using LvsMon.Core.Supervision;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Tests.Supervision;

/// <summary>A service manager that keeps what it is told, and a daemon that is as the test says.</summary>
internal sealed class SupervisorScene : INoticeSocket, ISupervised
{
    public const long Second = 1_000_000;

    /// <summary>When the daemon starts.</summary>
    public const long StartUs = 1_000 * Second;

    private readonly SupervisorSink _sink;
    private readonly FactStream _facts;
    private readonly List<string> _told = [];

    public SupervisorScene(long watchdogUs = 0)
    {
        _sink = new SupervisorSink(this, this, watchdogUs, StartUs);
        _facts = new FactStream(new DetailPool(), _sink);
    }

    /// <summary>Now.</summary>
    public long NowUs { get; set; } = StartUs;

    /// <summary>The daemon's state.</summary>
    public DaemonState State { get; set; } = new(3, 4, 2, 0, TableStanding.InStep, false);

    /// <summary>The oldest work.</summary>
    public long DueUs { get; set; } = long.MaxValue;

    /// <inheritdoc/>
    public bool IsTableAtRest { get; set; } = true;

    /// <summary>When the sink wants its next turn.</summary>
    public long NextUs { get; private set; }

    /// <summary>What <see cref="Send"/> answers.</summary>
    public OsError Answer { get; set; }

    /// <summary>False only counts.</summary>
    public bool Keeps { get; set; } = true;

    /// <summary>Notices taken.</summary>
    public int Taken { get; private set; }

    /// <summary>How often the daemon was looked at.</summary>
    public int Looks { get; private set; }

    /// <summary>A turn, so much later.</summary>
    public SupervisorScene Turn(long laterUs = 0)
    {
        NowUs += laterUs;
        NextUs = _facts.Flush(NowUs);
        return this;
    }

    /// <summary>A fact, told in a turn.</summary>
    public SupervisorScene Fact(FactKind kind)
    {
        _facts.Post(new Fact(kind) { TimeUs = NowUs });
        return Turn();
    }

    public SupervisorScene BeginReload()
    {
        _sink.BeginReload(NowUs);
        return this;
    }

    public SupervisorScene BeginEnd()
    {
        _sink.BeginEnd(NowUs);
        return this;
    }

    /// <summary>The notices since the last call, line ends as blanks.</summary>
    public string[] Told()
    {
        string[] told = [.. _told];
        _told.Clear();
        return told;
    }

    /// <summary>The same, those of a name only.</summary>
    public string[] Told(string name) => [.. Told().Where(n => n.StartsWith(name, StringComparison.Ordinal))];

    public OsError Send(ReadOnlySpan<byte> notice)
    {
        if (Answer != OsError.None)
        {
            return Answer;
        }

        Taken++;
        if (Keeps)
        {
            _told.Add(Encoding.ASCII.GetString(notice).Replace('\n', ' '));
        }

        return OsError.None;
    }

    public DaemonState Read()
    {
        Looks++;
        return State;
    }
}
