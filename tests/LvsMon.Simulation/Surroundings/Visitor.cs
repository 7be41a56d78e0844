using System;
using LvsMon.Core.Control;
using LvsMon.Core.Os;
using LvsMon.Simulation.Checkers;

namespace LvsMon.Simulation.Surroundings;

/// <summary>One client of the control socket, from the door to its end. What it does in a turn does not
/// allocate.</summary>
internal sealed class Visitor
{
    private const int MostSaid = 8192;
    private readonly byte[] _says = new byte[MostSaid];
    private int _length;
    private int _said;
    private int _taken;
    private int _step;
    private int _leavesIn;
    private long _room;
    private int _sip;

    /// <summary>Who it is.</summary>
    public ClientIdentity Who { get; private set; }

    /// <summary>What it hears.</summary>
    public AnswerWatch Heard { get; } = new();

    /// <summary>True from its coming until it is of no use any more.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>True when it has shut its side, or is gone.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>True when nothing can be sent to it.</summary>
    public bool IsGone { get; private set; }

    /// <summary>What its slot waits for.</summary>
    public Readiness Expected { get; set; }

    /// <summary>When bytes last moved, or it came; monotonic microseconds.</summary>
    public long MovedUs { get; private set; }

    /// <summary>Turns in a row after which it should have been let go.</summary>
    public int Overdue { get; set; }

    /// <summary>True when it takes what it is sent.</summary>
    public bool Takes => _room > 0;

    /// <summary>True when it hears each document in the turn in which it is written.</summary>
    public bool TakesAll => _room == long.MaxValue;

    /// <summary>True when its slot has something for who serves it.</summary>
    public bool IsReady => IsGone || (Expected == Readiness.Receive ? _taken < _said || HasEnded : Takes);

    /// <summary>It comes to the door.</summary>
    /// <param name="who">Who it is.</param>
    /// <param name="says">All that it will say.</param>
    /// <param name="step">Bytes that it says in a turn.</param>
    /// <param name="room">Bytes that it takes before it takes no more.</param>
    /// <param name="sip">Bytes that it takes in each turn beside these.</param>
    /// <param name="leavesIn">Turns until it is gone.</param>
    public void Come(ClientIdentity who, ReadOnlySpan<byte> says, int step, long room, int sip, int leavesIn)
    {
        says.CopyTo(_says);
        (_length, _said, _taken, _step) = (says.Length, 0, 0, step);
        (Who, _room, _sip, _leavesIn) = (who, room, sip, leavesIn);
        (IsBusy, HasEnded, IsGone) = (true, false, false);
        Heard.Begin(
            who.IsRoot || who.IsSelf || who.IsMember ? ControlPermission.Changing
            : who.IsReader ? ControlPermission.Reading : ControlPermission.None);
    }

    /// <summary>It has a place.</summary>
    public void Enter(long nowUs)
    {
        Expected = Readiness.Receive;
        (MovedUs, Overdue) = (nowUs, 0);
    }

    /// <summary>It says more, or has enough.</summary>
    public void Act()
    {
        _said += Math.Min(_length - _said, _step);
        _room += TakesAll ? 0 : _sip;
        if (--_leavesIn <= 0)
        {
            (HasEnded, IsGone) = (true, true);
        }
    }

    /// <summary>What it has not said yet it never says.</summary>
    public void FallSilent() => _length = _said;

    /// <summary>Hands over what it has said.</summary>
    public int Give(Span<byte> buffer, long nowUs)
    {
        int count = Math.Min(buffer.Length, _said - _taken);
        ReadOnlySpan<byte> bytes = _says.AsSpan(_taken, count);
        bytes.CopyTo(buffer);
        _taken += count;
        Heard.Asked += bytes.Count((byte)'\n');
        MovedUs = count > 0 ? nowUs : MovedUs;
        return count;
    }

    /// <summary>Takes what it has room for.</summary>
    public int Take(ReadOnlySpan<byte> bytes, long nowUs)
    {
        int count = (int)Math.Min(bytes.Length, _room);
        _room -= TakesAll ? 0 : count;
        MovedUs = count > 0 ? nowUs : MovedUs;
        Heard.Take(bytes[..count]);
        return count;
    }

    /// <summary>It has been let go.</summary>
    public void Leave() => IsBusy = false;
}
