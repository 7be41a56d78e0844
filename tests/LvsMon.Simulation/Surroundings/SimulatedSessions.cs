using System;
using LvsMon.Core.Os;

namespace LvsMon.Simulation.Surroundings;

/// <summary>
/// The kernel's list of services with the sessions of each real server, <c>/proc/net/ip_vs</c>, over the simulated
/// table. A service is written in one go, with what its entries count at that moment; between two services the table
/// may change, and then one is missed or comes twice. Allocates nothing.
/// </summary>
internal sealed class SimulatedSessions(SimulatedIpvsadm ipvsadm, CrashPoint crash, Draw draw) : ISessionList
{
    private const int Room = 1 << 14;
    private const int FillerRows = 160;
    private const int FillerUs = 100;
    private static readonly byte[] Filler = MakeFiller();
    private readonly byte[] _page = new byte[Room];
    private readonly (SessionFault Fault, int Readings)[] _script = new (SessionFault, int)[16];
    private int _scripted;
    private SessionFault _fault;
    private bool _isOpen;
    private bool _isAbandoned;
    private bool _isAtEnd;
    private int _service;
    private int _fillers;
    private int _badAt;
    private int _length;
    private int _given;

    /// <summary>Who looks on.</summary>
    public ISessionWatch? Watch { get; set; }

    /// <summary>By how much readings have held the loop since this was taken to 0, microseconds.</summary>
    public long HeldUs { get; set; }

    /// <summary>What broke off the last reading that was.</summary>
    public OsError LastError { get; private set; }

    /// <summary>The next readings go wrong.</summary>
    public void Script(SessionFault fault, int readings)
    {
        if (_scripted < _script.Length)
        {
            _script[_scripted++] = (fault, readings);
        }
    }

    /// <summary>The storm is over.</summary>
    public void Calm() => _scripted = 0;

    /// <summary>Whoever looks on is done with this reading; the daemon has still to close it.</summary>
    public void Abandon() => _isAbandoned = true;

    /// <summary>The daemon is gone.</summary>
    public void Rebirth()
    {
        _isOpen = false;
        HeldUs = 0;
        Watch = null;
    }

    /// <inheritdoc/>
    public OsError Open()
    {
        crash.Pass();
        _fault = NextFault();
        OsError error = _fault switch
        {
            SessionFault.Missing => OsError.NotFound,
            SessionFault.NotPermitted => OsError.NotPermitted,
            SessionFault.NoDescriptor => OsError.NoDescriptor,
            SessionFault.NoMemory => OsError.NoMemory,
            SessionFault.Unreadable => OsError.Other,
            _ => OsError.None,
        };
        if (_isOpen)
        {
            throw new SimulationFailure("the list is opened twice");
        }

        Watch?.Opened(error);
        _isOpen = error == OsError.None;
        _isAbandoned = false;
        _isAtEnd = false;
        _service = 0;
        _given = 0;
        ipvsadm.CatchUp();
        _badAt = draw.Below(ipvsadm.Table.Count + 1);
        _fillers = _fault switch
        {
            SessionFault.Long => draw.Between(4, 40),
            SessionFault.Endless => int.MaxValue,
            _ => 0,
        };
        PrintHead();
        return error;
    }

    /// <inheritdoc/>
    public OsError Read(Span<byte> buffer, out int length)
    {
        crash.Pass();
        length = 0;
        if (!_isOpen)
        {
            throw new SimulationFailure("a reading of a list that is not open");
        }

        HeldUs += _fault == SessionFault.Slow ? draw.UpToUs(400_000) : 0;
        if (_given == _length && !_isAtEnd)
        {
            ipvsadm.CatchUp();
            if (!PrintNext())
            {
                LastError = draw.Once(2) ? OsError.Other : OsError.NoMemory;
                Watch?.Ended(SessionEnd.Broken);
                return LastError;
            }
        }

        length = Math.Min(_length - _given, buffer.Length);
        length = Math.Min(length, draw.Once(8) ? draw.Between(1, 60) : length);
        _page.AsSpan(_given, length).CopyTo(buffer);
        _given += length;
        Watch?.Given(length);
        if (length == 0)
        {
            Watch?.Ended(
                _fault == SessionFault.Torn ? SessionEnd.Torn
                : _fault == SessionFault.Foreign ? SessionEnd.Foreign
                : SessionEnd.Whole);
        }

        return OsError.None;
    }

    /// <inheritdoc/>
    public void Close()
    {
        crash.Pass();
        if (_isOpen && !_isAbandoned)
        {
            Watch?.Closed();
        }

        _isOpen = false;
    }

    private static byte[] MakeFiller()
    {
        byte[] filler = new byte[Room];
        TextPen pen = new(filler);
        pen.Text("TCP  0A630001:0050 wlc \n"u8);
        for (int row = 0; row < FillerRows; row++)
        {
            pen.Text("  -> 0A640001:0050      Masq    1      77         88        \n"u8);
        }

        return pen.Written.ToArray();
    }

    private void PrintHead()
    {
        TextPen pen = new(_page);
        if (_fault == SessionFault.Foreign)
        {
            pen.Text("Inter-|   Receive\n face |bytes    packets\n"u8);
            _isAtEnd = true;
        }
        else
        {
            pen.Text("IP Virtual Server version 1.2.1 (size=4096)\nProt LocalAddress:Port Scheduler Flags\n"u8);
            pen.Text("  -> RemoteAddress:Port Forward Weight ActiveConn InActConn\n"u8);
        }

        _length = pen.Length;
    }

    /// <summary>Writes the next service, or other people's, or nothing at the end.</summary>
    /// <returns>False for an error.</returns>
    private bool PrintNext()
    {
        _given = 0;
        _length = 0;
        bool isBad = _service >= _badAt;
        if (isBad && _fault is SessionFault.BreaksOff)
        {
            return false;
        }

        bool isEnd = _service >= ipvsadm.Table.Count;
        if (_fillers > 0 && (isEnd || draw.Once(2)))
        {
            _fillers--;
            HeldUs += FillerUs;
            Filler.CopyTo(_page.AsSpan());
            _length = Filler.Length;
            return true;
        }

        if (_fault == SessionFault.Torn && (isBad || isEnd))
        {
            TextPen half = new(_page);
            half.Text("TCP  0A6300"u8[..draw.Between(1, 11)]);
            _length = half.Length;
            _isAtEnd = true;
            return true;
        }

        _isAtEnd = isEnd || (isBad && _fault == SessionFault.Short);
        if (!_isAtEnd)
        {
            Print(ipvsadm.Table.Services[_service++]);
        }

        return true;
    }

    private void Print(TableService service)
    {
        TextPen pen = new(_page);
        Watch?.Service(service.Selector.Bytes);
        SessionText.Service(ref pen, service);
        foreach (ref TableEntry entry in service.Entries)
        {
            Live(ref entry);
            Watch?.Real(entry.Endpoint.Bytes, entry.Active, entry.Inactive);
            SessionText.Real(ref pen, in entry);
        }

        if (_fault == SessionFault.Garbled && (_service > _badAt || draw.Once(8)))
        {
            Watch?.Garbled();
            pen.Text(draw.Once(2) ? "  -> 0A640001:0050 Masq 1 7x 3\n"u8 : "  -> 0A640001 Masq 1 7\n"u8);
        }

        _length = pen.Length;
    }

    /// <summary>Clients have come and gone.</summary>
    private void Live(ref TableEntry entry)
    {
        entry.Active = Next(entry.Active);
        entry.Inactive = Next(entry.Inactive);
    }

    private int Next(int sessions) => draw.Below(16) switch
    {
        0 => 0,
        1 => draw.Below(int.MaxValue),
        _ => (int)Math.Clamp((long)sessions + draw.Between(-7, 9), 0, int.MaxValue),
    };

    private SessionFault NextFault()
    {
        if (_scripted == 0)
        {
            return SessionFault.None;
        }

        SessionFault fault = _script[0].Fault;
        if (--_script[0].Readings <= 0)
        {
            _scripted--;
            Array.Copy(_script, 1, _script, 0, _scripted);
        }

        return fault;
    }
}
