using System;
using System.Collections.Generic;
using LvsMon.Core.Config;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Simulation.Daemon;
using LvsMon.Simulation.Peers;
using LvsMon.Simulation.Surroundings;

namespace LvsMon.Simulation.Episodes;

/// <summary>A storm, then calm: everything must be right all the time, and at rest at the end.</summary>
internal sealed class Episode : IDisposable
{
    private const int MaxTurnsFactor = 60;
    private const long MostEndUs = 18_000_000;
    private const int MostListens = 30;
    private const long ListenUs = 2_000_000;
    private readonly Scenario _scenario;
    private readonly IReadOnlyList<StormEvent> _events;
    private readonly Totals _totals;
    private readonly World _world;
    private readonly Storm _storm;
    private readonly Watchers _watchers = new();
    private Life? _life;
    private int _next;
    private int _configuration;
    private int _wanted;
    private long _restartUs;
    private int _crashDelayUs;
    private long _endByUs;

    /// <summary>Sets the scene.</summary>
    public Episode(Scenario scenario, PeerBook book, IReadOnlyList<StormEvent> events, Totals totals)
    {
        _scenario = scenario;
        _events = events;
        _totals = totals;
        Draw draw = new(scenario.WorldSeed);
        _world = new World(draw, book, scenario.StartUs);
        _storm = new Storm(_world);
        for (int i = draw.Below(30); i > 0; i--)
        {
            StormKind kind = draw.Once(2) ? StormKind.Foreign : StormKind.Operator;
            _storm.Happen(new StormEvent(0, kind, draw.Below(1 << 20), draw.Below(1 << 20), draw.Below(1 << 20)));
        }
    }

    /// <summary>All facts as one number.</summary>
    public ulong Digest => _watchers.Facts.Digest;

    private long NowUs => _world.Clock.NowUs;

    /// <inheritdoc/>
    public void Dispose() => _world.Dispose();

    /// <summary>Runs it; throws what went wrong.</summary>
    public void Run()
    {
        try
        {
            long endUs = _scenario.StartUs + _scenario.DurationUs;
            Weather(endUs);
            Calm();
        }
        finally
        {
            Sum();
        }
    }

    private void Weather(long endUs)
    {
        long mostTurns = _totals.Turns + 200_000 + ((long)_events.Count * MaxTurnsFactor * 100);
        while (NowUs < endUs)
        {
            while (_next < _events.Count && _scenario.StartUs + _events[_next].AtUs <= NowUs)
            {
                Happen(_events[_next++]);
            }

            Step();
            if (_totals.Turns - _world.Sockets.WokenForNothing > mostTurns)
            {
                throw new SimulationFailure("too many turns: the loop does not let time pass");
            }
        }
    }

    /// <summary>A turn, or what comes when no daemon lives.</summary>
    private void Step()
    {
        if (_life is null)
        {
            _world.Clock.Set(Math.Max(NowUs, _restartUs));
            Guarded(static self => self._life = self.Birth());
            return;
        }

        Guarded(static self => self.Obey(self._life!.Step()));
        if (_life?.Daemon.Phase == DaemonPhase.Ended)
        {
            if (NowUs - (2 * _world.Sockets.LateUs) > _endByUs)
            {
                throw new SimulationFailure("a regular end took too long");
            }

            _life.Notify?.CheckEnded();
            Bury();
        }
    }

    private Life Birth()
    {
        DaemonKind kind = new(_scenario.IsShadow, _scenario.IsCold, _scenario.HasControl);
        return new Life(_world, _scenario.PlanOf(_configuration), kind, _watchers, _totals);
    }

    /// <summary>Does something in which the daemon may die.</summary>
    private void Guarded(Action<Episode> step)
    {
        try
        {
            step(this);
        }
        catch (DaemonDied)
        {
            _totals.Crashes++;
            _restartUs = NowUs + _crashDelayUs;
            Bury();
        }
    }

    private void Bury()
    {
        _totals.Fights += _watchers.Facts.Count(FactKind.Fight);
        _totals.Doubts += _watchers.Facts.Count(FactKind.Isolated);
        _totals.Holds += _watchers.Facts.Count(FactKind.Flapping);
        _totals.SlowStarts += _watchers.Facts.Count(FactKind.SlowStart);
        _totals.Transitions += _life?.Oracle.Transitions ?? 0;
        _totals.Skipped += _life?.Notify?.Skipped ?? 0;
        _totals.Reports += _life?.Sessions.Reports ?? 0;
        _totals.Compared += _life?.Compared ?? 0;
        _totals.FailedReports += _life?.Sessions.Failures ?? 0;
        _life = null;
        _world.Rebirth();
    }

    private void Obey(SignalSet signals)
    {
        if (signals.HasFlag(SignalSet.Terminate) && _life!.Daemon.Phase <= DaemonPhase.Running)
        {
            _watchers.Guard.IsClearing = _life.Daemon.Plan.Global.ClearOnExit;
            _endByUs = NowUs - (2 * _world.Sockets.LateUs) + MostEndUs;
            _life.End();
        }
        else if (signals.HasFlag(SignalSet.Reload) && _life!.Daemon.Phase == DaemonPhase.Running)
        {
            Reload();
        }
    }

    /// <summary>As <c>Daemon.Reload</c> has it.</summary>
    private void Reload()
    {
        SimulatedDaemon daemon = _life!.Daemon;
        if (_wanted < 0)
        {
            Scenario.Load("virtual nonsense {\n", out Diagnostics diagnostics);
            daemon.RefuseReload(diagnostics.ErrorCount, "lvsmon.conf:1: not a configuration");
            return;
        }

        PlanChange change = PlanDiff.Between(daemon.Plan, _scenario.PlanOf(_wanted));
        if (ReloadLimit.Exceeded(change, daemon.Plan.Global.ReloadLimitPercent))
        {
            daemon.RefuseReload(1, "too much of the weight would leave the table");
            return;
        }

        _configuration = _wanted;
        _life.Reload(change);
    }

    private void Happen(in StormEvent one)
    {
        _totals.Events++;
        _totals.Trace?.Add(NowUs, one.ToString());
        if (_storm.Happen(one))
        {
            return;
        }

        switch (one.Kind)
        {
            case StormKind.Reload or StormKind.BadReload:
                _wanted = one.Kind == StormKind.Reload ? one.A : -1;
                _world.Signal(SignalSet.Reload);
                break;
            case StormKind.Order:
                StormEvent order = one;
                Guarded(self => self._life?.Order(order));
                break;
            case StormKind.Control:
                _life?.Visit(one);
                break;
            case StormKind.Crash:
                _crashDelayUs = one.B;
                _world.Crash.Arm(one.A);
                break;
            default:
                _configuration = one.A;
                _restartUs = NowUs + one.B;
                _world.Signal(SignalSet.Terminate);
                break;
        }
    }

    private void Calm()
    {
        _world.Crash.Disarm();
        _storm.Calm(_scenario.Truth);
        _restartUs = 0;
        while (_life is null || _life.Daemon.Phase > DaemonPhase.Running)
        {
            Step();
        }

        Settle();
        if (_life.Daemon.Writer is { IsInStep: false } && _life.Count(FactKind.Fight) > 0)
        {
            // A fight lasts an hour; where that is too many turns, a new daemon that knows of no fight begins.
            if (Calmness.TurnsIn(_life.Daemon.Plan, Calmness.FightUs) < 30_000)
            {
                RunFor(Calmness.FightUs + _life.Daemon.Plan.Global.ReconcileUs + 1_000_000);
            }
            else
            {
                Bury();
                Step();
                Settle();
            }
        }

        Calmness.Check(_life!, _world, _scenario.Truth);
        _storm.CheckForeign();
        long restores = _world.Ipvsadm.Restores;
        RunFor(_life!.Daemon.Plan.Global.ReconcileUs + 1_000_000);
        if (restores != _world.Ipvsadm.Restores)
        {
            throw new SimulationFailure("all is in step and something is written");
        }

        Listen();
        End();
    }

    /// <summary>Once nothing changes any more every program has soon been told, and the sessions are known.</summary>
    private void Listen()
    {
        for (int i = 0; i < MostListens && _life!.Notify is { IsAtRest: false }; i++)
        {
            RunFor(ListenUs);
        }

        if (_life!.Notify is { IsAtRest: false })
        {
            throw new SimulationFailure("all is calm and programs wait to be told");
        }

        _life.Sessions.CheckCalm();
        _world.Control.CheckCalm();
    }

    private void Settle() => RunFor(Calmness.BoundUs(_life!.Daemon.Plan, _life.Oracle.Holds));

    private void RunFor(long us)
    {
        long endUs = NowUs + us;
        while (NowUs < endUs)
        {
            Step();
        }
    }

    /// <summary>A regular end leaves the table as the configuration says.</summary>
    private void End()
    {
        if ((_scenario.WorldSeed & 3) != 0)
        {
            return;
        }

        Life life = _life!;
        bool clears = life.Daemon.Plan.Global.ClearOnExit && life.Daemon.Writer is not null;
        _world.Signal(SignalSet.Terminate);
        while (_life is not null)
        {
            Step();
        }

        for (int service = 0; service < life.Daemon.Plan.Services.Length; service++)
        {
            bool isThere = _world.Ipvsadm.Table.Find(life.Names.SelectorOf(service)) is not null;
            if (life.Daemon.Writer is not null && isThere == clears)
            {
                throw new SimulationFailure($"at the end service {service} is there: {isThere}");
            }
        }

        _storm.CheckForeign();
    }

    private void Sum()
    {
        _totals.Episodes++;
        _totals.Checks += _world.Attempts.Concluded;
        _totals.TakenUs += _world.Sockets.TakenUs;
        _totals.Handshakes += _world.Sockets.Handshakes;
        _totals.Datagrams += _world.Sockets.Datagrams;
        _totals.Programs += _world.Sockets.Programs;
        _totals.Edits += _watchers.Guard.Lines;
        _totals.Notices += _world.Notify.Runs;
        _totals.Children += _world.Ipvsadm.Children;
        _totals.Visits += _world.Control.Visits;
        _totals.Answers += _world.Control.Answers;
        _totals.LogLines += _watchers.Log.Lines;
        _totals.Summaries += _watchers.Log.Summaries;
        _totals.SimulatedUs += NowUs - _scenario.StartUs;
        if (_life is not null)
        {
            Bury();
        }
    }
}
