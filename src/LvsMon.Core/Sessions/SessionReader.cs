using System;
using System.Buffers.Text;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Sessions;

/// <summary>
/// Reads the kernel's list of services (<c>/proc/net/ip_vs</c>; the rows of kernel 6.1 are recorded among the tests)
/// in pieces of any size into a snapshot, without allocating. Foreign services are skipped. A row that is not
/// understood makes its service unknown, never its count wrong.
/// </summary>
/// <remarks>A row of a service begins with its protocol, the rows of its real servers follow with <c>-&gt;</c> in
/// front. Columns: address, forwarding method, weight, active, inactive. Persistence templates are in neither
/// number.</remarks>
internal sealed class SessionReader
{
    private const int None = -1;
    private readonly LineCutter _cutter = new();
    private readonly MarkedService _marked;
    private readonly SessionLayout _layout;
    private SessionSnapshot _snapshot;
    private int _service = None;
    private bool _isMarked;
    private bool _hasHead;
    private bool _isForeign;

    /// <summary>Makes a reader for a layout.</summary>
    internal SessionReader(SessionLayout layout, SessionSnapshot snapshot)
    {
        _layout = layout;
        _snapshot = snapshot;
        _marked = new MarkedService(layout);
    }

    /// <summary>True when what was read begins as the kernel's list does.</summary>
    internal bool IsList => _hasHead && !_isForeign;

    /// <summary>True when what was read does not end inside a row.</summary>
    internal bool IsComplete => _cutter.AtLineEnd;

    /// <summary>Begins a reading into a snapshot, which is cleared.</summary>
    internal void Begin(SessionSnapshot snapshot)
    {
        _snapshot = snapshot;
        _snapshot.Clear();
        _cutter.Reset();
        _service = None;
        _isMarked = false;
        _hasHead = false;
        _isForeign = false;
    }

    /// <summary>Takes the next bytes.</summary>
    internal void Take(ReadOnlySpan<byte> bytes)
    {
        while (_cutter.Next(ref bytes))
        {
            TakeLine(_cutter.Line, _cutter.Cut);
        }
    }

    /// <summary>The list has come to its end.</summary>
    internal void End()
    {
        EndService();
        _snapshot.Complete();
    }

    private void TakeLine(ReadOnlySpan<byte> line, bool isCut)
    {
        if (!_hasHead)
        {
            _hasHead = true;
            _isForeign = !line.StartsWith("IP Virtual Server version "u8);
            return;
        }

        LineWords words = new(line);
        bool isReal = words.Take("->"u8);
        if (!isReal)
        {
            EndService();
            BeginService(ref words);
        }
        else if (_isMarked)
        {
            _marked.Take(ref words, _snapshot);
        }
        else if (_service != None)
        {
            TakeReal(ref words);
        }

        if (isCut)
        {
            Spoil();
        }
    }

    private void BeginService(ref LineWords words)
    {
        ReadOnlySpan<byte> protocol = words.Next();
        ReadOnlySpan<byte> value = words.Next();
        if (protocol.SequenceEqual("FWM"u8))
        {
            _isMarked = ListedEndpoint.TryReadHex(value, out uint mark) && _marked.Begin(mark);
            return;
        }

        // The column titles and protocols unknown here are services of nobody.
        ServiceProtocol? known = protocol.SequenceEqual("TCP"u8) ? ServiceProtocol.Tcp
            : protocol.SequenceEqual("UDP"u8) ? ServiceProtocol.Udp
            : protocol.SequenceEqual("SCTP"u8) ? ServiceProtocol.Sctp
            : null;
        if (known is { } kind && ListedEndpoint.TryRead(value, out Endpoint endpoint))
        {
            _service = _layout.FindService(new ServiceKey(kind, endpoint, 0));
            Open(_snapshot, _service);
        }
    }

    private void EndService()
    {
        if (_isMarked)
        {
            _marked.End(_snapshot);
        }

        _isMarked = false;
        _service = None;
    }

    private void TakeReal(ref LineWords words)
    {
        if (TryReadReal(ref words, out Endpoint endpoint, out SessionCount count))
        {
            _snapshot.Add(_service, _layout.FindReal(_service, endpoint), count);
        }
        else
        {
            Spoil();
        }
    }

    private void Spoil()
    {
        if (_isMarked)
        {
            _marked.Spoil(_snapshot);
        }
        else if (_service != None)
        {
            _snapshot.States[_service] = ListedState.Spoiled;
        }
    }

    /// <summary>Notes that a service stands in the list.</summary>
    internal static void Open(SessionSnapshot snapshot, int service)
    {
        if (service != None)
        {
            ref ListedState state = ref snapshot.States[service];
            state = state == ListedState.Absent ? ListedState.Counted : ListedState.Spoiled;
        }
    }

    /// <summary>Reads what stands behind the <c>-&gt;</c> of a row.</summary>
    internal static bool TryReadReal(ref LineWords words, out Endpoint endpoint, out SessionCount count)
    {
        count = default;
        bool isRead = ListedEndpoint.TryRead(words.Next(), out endpoint);
        ReadOnlySpan<byte> method = words.Next();
        isRead &= TryReadCount(words.Next(), out _);
        isRead &= TryReadCount(words.Next(), out int active);
        isRead &= TryReadCount(words.Next(), out int inactive);
        count = new SessionCount(active, inactive);
        return isRead && !method.IsEmpty && words.Next().IsEmpty;
    }

    private static bool TryReadCount(ReadOnlySpan<byte> text, out int count) =>
        Utf8Parser.TryParse(text, out count, out int used)
        && used == text.Length && text[0] is >= (byte)'0' and <= (byte)'9';
}
