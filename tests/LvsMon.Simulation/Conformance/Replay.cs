using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using LvsMon.Core.Config;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;
using LvsMon.Simulation.Surroundings;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;

namespace LvsMon.Simulation.Conformance;

/// <summary>
/// Does to the real code what a trace of the model does to the model, act by act, and compares after each what is told,
/// which children run with which lines, and how everything stands.
/// </summary>
internal sealed class Replay
{
    private const long TickUs = 1_000_000;
    private const long StallUs = 9_500_000;

    /// <summary>More than the longest back-off, and than a child's deadline.</summary>
    private const long WaitUs = 16_000_000;
    private const long HourUs = 3_600_000_000;
    private const string Settings = "-s wlc";

    private readonly ModelTrace _trace;
    private readonly ManualClock _clock = new();
    private readonly ManualClock _tableClock = new();
    private readonly ModelIpvsadm _ipvsadm = new();
    private readonly Plan _plan;
    private readonly string _service;
    private readonly string[] _endpoints;
    private ModelSockets _sockets;
    private ModelDaemon _daemon;
    private string[] _orphan = [];
    private long _boundaryUs;
    private long _reconcileUs;

    /// <summary>Sets the scene.</summary>
    public Replay(ModelTrace trace)
    {
        _trace = trace;
        _plan = PlanOf(trace);
        _service = $"-t {_plan.Services[0].Key.Virtual}";
        _endpoints = [.. _plan.Reals.Select(real => real.Endpoint.ToString())];
        _ipvsadm.Words = Words;
        _ipvsadm.Apply($"-A {_service} {Settings}");
        for (int real = 0; real < trace.Reals; real++)
        {
            Put(real, trace.Table[real]);
        }

        (_sockets, _daemon) = Birth();
    }

    /// <summary>Plays the whole trace.</summary>
    /// <returns>Null when the code does what the model does; else where and how it differs.</returns>
    public static string? Of(ModelTrace trace)
    {
        Replay replay = new(trace);
        foreach (ModelStep step in trace.Steps)
        {
            string? difference;
            try
            {
                difference = replay.Play(step);
            }
            catch (SimulationFailure failure)
            {
                difference = failure.Message;
            }

            if (difference is not null)
            {
                return $"line {step.Line}, {step.Act} {step.A} {step.B}: {difference}";
            }
        }

        return null;
    }

    /// <summary>One service; times such that a tick is a second and nothing else falls together with its end.</summary>
    private static Plan PlanOf(ModelTrace trace)
    {
        Timing timing = new(
            TickUs,
            TickUs,
            TickUs,
            (trace.Phase * TickUs) + (TickUs / 4),
            (trace.Phase * TickUs) - (TickUs / 2),
            (trace.Budget * TickUs) + (TickUs / 4),
            (uint)trace.Rise,
            (uint)trace.Fall,
            0);
        Plan plan = new PlanFactory().Service(0).Reals(1, trace.Reals, timing, new LetterProgram(trace.Pieces)).Build();
        return new Plan
        {
            // A back-off ends without a reconcile, except where fights count the changes of an hour.
            Global = plan.Global with { ReconcileUs = trace.HasFights ? WaitUs : 1_000_000 * TickUs },
            Services = [plan.Services[0] with { Floor = new Floor(trace.Floor, 0) }],
            Reals = plan.Reals,
            Monitors = plan.Monitors,
            Subscriptions = plan.Subscriptions,
            MaxInFlight = plan.MaxInFlight,
            BufferBytes = plan.BufferBytes,
            BufferedMonitors = plan.BufferedMonitors,
        };
    }

    private string? Play(ModelStep step)
    {
        foreach (string child in step.Children)
        {
            if (!child.StartsWith("line", StringComparison.Ordinal))
            {
                _ipvsadm.Refusals.Enqueue(child.StartsWith("cannot", StringComparison.Ordinal));
            }
        }

        if (!Happen(step))
        {
            return "no such act";
        }

        string? difference = Compare("facts", step.Facts, _daemon.TakeFacts())
            ?? Compare("children", [.. step.Children.Select(AsSeen)], _ipvsadm.Told)
            ?? Compare("stand", step.Stand, Stand.Of(_daemon, _trace, Table()));
        _ipvsadm.Told.Clear();
        _ipvsadm.Refusals.Clear();
        return difference;
    }

    /// <summary>From outside, a child for one line is a child like the one for many.</summary>
    private static string AsSeen(string child) => child switch
    {
        "start 4" => "start 3",
        "cannot 4" => "cannot 3",
        _ => child,
    };

    private static string? Compare(string what, List<string> model, List<string> code) => model.SequenceEqual(code)
        ? null
        : $"{what}: the model says \"{string.Join(", ", model)}\", the code \"{string.Join(", ", code)}\"";

    /// <returns>False for an act that nobody knows.</returns>
    private bool Happen(ModelStep step) => step.Act switch
    {
        "begins" => Turned(),
        "dies" => Die(),
        "table" => Put(step.A, step.B),
        "orphan" => Inherit((LinesTaken)step.A),
        "ticks" or "stalls_long" => TimePasses(step),
        "waits" or "reconciles" or "hour" => TableWaits(step.Act),
        "ends" or "hangs" or "deadline" => ChildActs(step),
        _ => PeerActs(step.Act, _plan.Reals[step.A].Endpoint),
    };

    private bool PeerActs(string act, in Endpoint peer)
    {
        switch (act)
        {
            case "connected":
                _sockets.EndConnect(peer, OsError.None);
                break;
            case "refused":
                _sockets.EndConnect(peer, OsError.Refused);
                break;
            case "connect_ours":
                _sockets.EndConnect(peer, OsError.NoLocalPort);
                break;
            case "taken":
                _sockets.EndSend(peer, OsError.None);
                break;
            case "cut":
                _sockets.EndSend(peer, OsError.Reset);
                break;
            case "lost":
                _sockets.EndSend(peer, OsError.HostUnreachable);
                break;
            case "send_ours":
                _sockets.EndSend(peer, OsError.NoMemory);
                break;
            case "answered":
                _sockets.Arrive(peer, LetterProgram.Right, 1);
                break;
            case "mistaken":
                _sockets.Arrive(peer, LetterProgram.Wrong, 1);
                break;
            case "closed":
                _sockets.Arrive(peer, 0, 0);
                break;
            case "receive_ours":
                _sockets.Arrive(peer, 0, 0, OsError.NoMemory);
                break;
            case "piece":
                _sockets.Arrive(peer, (byte)'.', LetterProgram.PieceBytes);
                break;
            case "passes_whole":
                return PeerActs("connected", peer) && PeerActs("taken", peer) && PeerActs("answered", peer);
            case "fails_whole":
                return PeerActs("refused", peer);
            case "ours_whole":
                return PeerActs("connect_ours", peer);
            default:
                return false;
        }

        return Turned();
    }

    private bool ChildActs(ModelStep step)
    {
        LinesTaken taken = (LinesTaken)step.A;
        switch (step.Act)
        {
            case "hangs":
                _ipvsadm.Hang(taken);
                break;
            case "ends":
                _ipvsadm.End(taken, step.B != 0);
                break;
            default:
                _ipvsadm.Die(taken);
                _tableClock.Advance(WaitUs);
                Turned();
                break;
        }

        return Turned();
    }

    private bool TableWaits(string act)
    {
        _tableClock.Advance(act switch
        {
            "hour" => HourUs,
            "waits" => WaitUs,
            _ => NextReconcileUs() - _tableClock.NowUs,
        });
        return Turned();
    }

    private long NextReconcileUs()
    {
        long stepUs = _plan.Global.ReconcileUs;
        return _reconcileUs + ((((_tableClock.NowUs - _reconcileUs) / stepUs) + 1) * stepUs);
    }

    private bool TimePasses(ModelStep step)
    {
        if (step.Act == "stalls_long")
        {
            _clock.Advance(StallUs);
            _boundaryUs += StallUs + (TickUs / 2);
        }
        else
        {
            _sockets.HasNoDescriptor = step.A != 0;
            _boundaryUs += TickUs;
        }

        _daemon.Live(_boundaryUs);
        _sockets.HasNoDescriptor = false;
        return Turned();
    }

    /// <summary>A turn. When the checks have begun in it, all of them are to be in flight: time passes until shortly
    /// before the second start of the first.</summary>
    private bool Turned()
    {
        if (_daemon.Turn())
        {
            _boundaryUs = _clock.NowUs + (TickUs * 9 / 10);
            _daemon.Live(_boundaryUs);
        }

        return true;
    }

    private (ModelSockets Sockets, ModelDaemon Daemon) Birth()
    {
        ModelSockets sockets = new(_clock);
        _reconcileUs = _tableClock.NowUs;
        return (sockets, new ModelDaemon(_plan, _clock, _tableClock, sockets, _ipvsadm));
    }

    private bool Die()
    {
        string[] lines = _ipvsadm.Bequeath();
        _orphan = lines.Length > 0 ? lines : _orphan;
        (_sockets, _daemon) = Birth();
        return Turned();
    }

    private bool Inherit(LinesTaken taken)
    {
        foreach (string line in _orphan)
        {
            if (taken == LinesTaken.All)
            {
                _ipvsadm.Apply(line);
            }
        }

        _orphan = [];
        return true;
    }

    /// <summary>Somebody else's hand.</summary>
    private bool Put(int real, int value)
    {
        string entry = $"{_service} -r {_endpoints[real]}";
        _ipvsadm.Apply($"-d {entry}");
        if (value != 0)
        {
            _ipvsadm.Apply($"-a {entry} -m -w {(value == 1 ? 1 : 0)}");
        }

        return true;
    }

    private int[] Table()
    {
        int[] table = new int[_trace.Reals];
        foreach (ref readonly TableEntry entry in _ipvsadm.Table.Services[0].Entries)
        {
            int real = Array.IndexOf(_endpoints, Encoding.ASCII.GetString(entry.Endpoint.Bytes));
            table[real] = Stand.Weight(entry.Weight);
        }

        return table;
    }

    /// <summary>A line for the table in the model's words: what it does, to whom, and what is there then.</summary>
    private string Words(string line)
    {
        TableLine read = TableLine.Read(Encoding.ASCII.GetBytes(line));
        int real = Array.IndexOf(_endpoints, Encoding.ASCII.GetString(read.Entry.Endpoint.Bytes));
        int value = Stand.Weight(read.Entry.Weight);
        return (char)read.Command switch
        {
            'a' => $"line 1 {real} {value}",
            'e' => $"line {(value == 1 ? 2 : 3)} {real} {value}",
            'd' => $"line 4 {real} 0",
            _ => line,
        };
    }
}
