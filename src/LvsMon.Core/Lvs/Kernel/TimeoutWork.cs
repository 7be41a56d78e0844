using System.Collections.Generic;
using System.Globalization;
using LvsMon.Core.Config;
using LvsMon.Core.Os;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs.Kernel;

/// <summary>
/// Sets the kernel's idle timeouts: looks, sets what differs, reads back. It shares the runner with the table's work
/// and stands behind it: a child of it is started only while the table needs none, one at a time, so that the table
/// has its turn before each; and one that hangs is ended when the table waits.
/// </summary>
internal sealed class TimeoutWork
{
    /// <summary>How long the table waits for a child of ours; ipvsadm needs some milliseconds.</summary>
    internal const long PatienceUs = 500_000;

    private readonly ICommandRunner _runner;
    private readonly string _path;
    private readonly bool _enabled;
    private readonly ChildSlot _child;
    private readonly TimeoutOutput _output = new();
    private readonly int _list;
    private readonly List<(SessionTimeouts Timeouts, int Command)> _prepared = [];
    private SessionTimeouts _wanted;
    private SessionTimeouts _before;
    private TimeoutTrouble _told;
    private TimeoutStep _next;
    private TimeoutStep _running;
    private int _set;
    private int _why;
    private long _startedUs;
    private bool _isStale;
    private bool _gaveWay;

    /// <summary>Makes the work; starts nothing.</summary>
    /// <param name="wanted">What is to be set; 0 is left alone.</param>
    /// <param name="runner">The runner of the table's commands.</param>
    /// <param name="path">The ipvsadm program.</param>
    /// <param name="enabled">False: nothing is ever looked at or set.</param>
    internal TimeoutWork(SessionTimeouts wanted, ICommandRunner runner, string path, bool enabled)
    {
        _runner = runner;
        _path = path;
        _enabled = enabled;
        _child = new ChildSlot(runner);
        _list = runner.Prepare(path, "-L", "--timeout");
        Take(wanted);
    }

    /// <summary>True while a child runs.</summary>
    internal bool IsRunning => _child.IsRunning;

    /// <summary>True when the child is still there a second after SIGKILL.</summary>
    internal bool IsStuck => _child is { IsRunning: true, IsStuck: true };

    /// <summary>When the running child must be looked at again.</summary>
    internal long WakeUs => _child.WakeUs;

    /// <summary>Asks for a look as soon as the table needs no child.</summary>
    internal void RequestLook()
    {
        if (_enabled && _wanted.Any && _next == TimeoutStep.None && !_child.IsRunning)
        {
            _next = TimeoutStep.Look;
        }
    }

    /// <summary>Takes the timeouts of a new plan; set-up only, allocates.</summary>
    internal void Follow(SessionTimeouts wanted)
    {
        _told = wanted == _wanted ? _told : default;
        Take(wanted);
        _isStale = _child.IsRunning;
        _next = TimeoutStep.None;
        RequestLook();
    }

    /// <summary>Starts what comes next; call it only while no child runs and the table needs none.</summary>
    /// <returns>True when a child was started.</returns>
    internal bool StartNext(long nowUs, FactStream facts)
    {
        if (_next == TimeoutStep.None)
        {
            return false;
        }

        _running = _next;
        _next = TimeoutStep.None;
        _isStale = false;
        _gaveWay = false;
        _startedUs = nowUs;
        _output.Begin();
        OsError error = _child.Start(_running == TimeoutStep.Set ? _set : _list, default, lines: 0, nowUs);
        if (error != OsError.None)
        {
            Unreadable(TableTeller.NotStarted(error, facts.Details), nowUs, facts);
            return false;
        }

        return true;
    }

    /// <summary>Looks after the running child.</summary>
    /// <param name="tableWaits">True when the table has something to write.</param>
    /// <param name="nowUs">The time.</param>
    /// <param name="facts">Takes what is to be told.</param>
    /// <returns>True when it has ended.</returns>
    internal bool Advance(bool tableWaits, long nowUs, FactStream facts)
    {
        if (tableWaits)
        {
            _gaveWay |= _child.EndBy(_startedUs + PatienceUs);
        }

        if (!_child.Advance(_output, nowUs))
        {
            return false;
        }

        if (_isStale || (_gaveWay && _child.WasKilled))
        {
            // Nothing is known: from the beginning, once the table needs no child.
            RequestLook();
            return true;
        }

        End(nowUs, facts);
        return true;
    }

    private void Take(SessionTimeouts wanted)
    {
        _wanted = wanted;
        if (!_enabled || !wanted.Any)
        {
            return;
        }

        // A command that was prepared once stays: a reload back and forth makes no more of them.
        int known = _prepared.FindIndex(entry => entry.Timeouts == wanted);
        if (known < 0)
        {
            known = _prepared.Count;
            string tcp = wanted.TcpSeconds.ToString(CultureInfo.InvariantCulture);
            string udp = wanted.UdpSeconds.ToString(CultureInfo.InvariantCulture);
            _prepared.Add((wanted, _runner.Prepare(_path, "--set", tcp, "0", udp)));
        }

        _set = _prepared[known].Command;
    }

    private void End(long nowUs, FactStream facts)
    {
        bool good = _child is { WasKilled: false, Exit: { Signalled: false, Code: 0 } };
        switch (_running)
        {
            case TimeoutStep.Set:
                bool quiet = good && _output.FirstErrorLine.IsEmpty;
                _why = quiet ? 0 : TableTeller.Ended(_child, _output.FirstErrorLine, facts.Details);
                _next = TimeoutStep.ReadBack;
                break;
            case var _ when !good || !_output.Reader.IsComplete:
                int end = good
                    ? facts.Details.Keep("the answer of ipvsadm is not understood"u8)
                    : TableTeller.Ended(_child, _output.FirstErrorLine, facts.Details);
                Unreadable(end, nowUs, facts);
                break;
            case TimeoutStep.Look:
                _before = _output.Reader.Value;
                _next = IsRight(_before) ? TimeoutStep.None : TimeoutStep.Set;
                if (_next == TimeoutStep.None)
                {
                    TellRightAgain(nowUs, facts);
                }

                break;
            default:
                Compare(_output.Reader.Value, nowUs, facts);
                break;
        }
    }

    private bool IsRight(SessionTimeouts found) =>
        IsRight(found.TcpSeconds, _wanted.TcpSeconds) && IsRight(found.UdpSeconds, _wanted.UdpSeconds);

    private static bool IsRight(int found, int wanted) => wanted == 0 || found == wanted;

    /// <summary>Tells what took, and what did not.</summary>
    private void Compare(SessionTimeouts after, long nowUs, FactStream facts)
    {
        TimeoutTrouble trouble = IsRight(after) ? default : new TimeoutTrouble(true, after, false);
        bool isNews = trouble != _told;
        _told = trouble;
        for (int protocol = 0; protocol < 2; protocol++)
        {
            int wanted = Of(protocol, _wanted);
            if (!IsRight(Of(protocol, after), wanted))
            {
                int why = _why != 0 ? _why : facts.Details.Keep("exit 0 without effect"u8);
                Tell(isNews, FactKind.TimeoutNotSet, protocol, Of(protocol, after), why, nowUs, facts);
            }
            else if (!IsRight(Of(protocol, _before), wanted))
            {
                Tell(true, FactKind.TimeoutSet, protocol, Of(protocol, _before), 0, nowUs, facts);
            }
        }
    }

    /// <summary>What was told to be wrong is told to be right, whoever set it.</summary>
    private void TellRightAgain(long nowUs, FactStream facts)
    {
        bool wasWrong = _told != default;
        _told = default;
        for (int protocol = 0; protocol < 2; protocol++)
        {
            int wanted = Of(protocol, _wanted);
            Tell(wasWrong && wanted > 0, FactKind.TimeoutSet, protocol, wanted, 0, nowUs, facts);
        }
    }

    private void Unreadable(int why, long nowUs, FactStream facts)
    {
        TimeoutTrouble trouble = new(true, default, true);
        Tell(_told != trouble, FactKind.TimeoutNotSet, -1, 0, why, nowUs, facts);
        _told = trouble;
    }

    private void Tell(bool isNews, FactKind kind, int protocol, int found, int why, long nowUs, FactStream facts)
    {
        if (isNews)
        {
            facts.Post(new Fact(kind)
            {
                TimeUs = nowUs,
                A = protocol,
                B = found,
                C = Of(protocol, _wanted),
                Detail = why,
            });
        }
    }

    private static int Of(int protocol, SessionTimeouts timeouts) =>
        protocol == 0 ? timeouts.TcpSeconds : timeouts.UdpSeconds;
}
