using System;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>
/// Reads the output of <c>ipvsadm -L -n --thresholds</c> into a snapshot that <see cref="SaveReader"/> has filled:
/// <c>-S</c> does not print thresholds. Only destinations already found are completed.
/// </summary>
internal sealed class ThresholdReader
{
    private readonly TableLayout _layout;
    private readonly LineCutter _cutter = new();
    private TableSnapshot _snapshot;
    private int _service = -1;
    private bool _titled;

    /// <summary>Makes a reader for a layout.</summary>
    internal ThresholdReader(TableLayout layout, TableSnapshot snapshot)
    {
        _layout = layout;
        _snapshot = snapshot;
    }

    /// <summary>True when the output read so far has a title and does not end inside a line. Also an empty table has a
    /// title: without one nothing was listed, whatever the exit code says.</summary>
    internal bool IsComplete => _titled && _cutter.AtLineEnd;

    /// <summary>Begins a reading.</summary>
    internal void Begin(TableSnapshot snapshot)
    {
        _snapshot = snapshot;
        _service = -1;
        _titled = false;
        _cutter.Reset();
    }

    /// <summary>Takes the next bytes.</summary>
    internal void Take(ReadOnlySpan<byte> bytes)
    {
        while (_cutter.Next(ref bytes))
        {
            TakeLine(_cutter.Line);
        }
    }

    private void TakeLine(ReadOnlySpan<byte> line)
    {
        LineWords words = new(line);
        ReadOnlySpan<byte> first = words.Next();
        if (first.SequenceEqual("->"u8))
        {
            TakeDestination(ref words);
            return;
        }

        _titled |= first.SequenceEqual("Prot"u8);
        _service = TryReadKey(first, ref words, out ServiceKey key) ? _layout.FindService(key) : -1;
        _snapshot.ServiceBalance -= _service >= 0 ? 1 : 0;
        if (_service >= _layout.ServiceCount)
        {
            _service = -1;
        }
    }

    private static bool TryReadKey(ReadOnlySpan<byte> first, ref LineWords words, out ServiceKey key)
    {
        key = default;
        ReadOnlySpan<byte> value = words.Next();
        if (first.SequenceEqual("FWM"u8))
        {
            if (!SaveReader.TryReadMark(value, out uint mark))
            {
                return false;
            }

            key = SaveReader.MarkKey(mark, words.Take("IPv6"u8));
            return true;
        }

        ServiceProtocol? protocol = first.SequenceEqual("TCP"u8) ? ServiceProtocol.Tcp
            : first.SequenceEqual("UDP"u8) ? ServiceProtocol.Udp
            : first.SequenceEqual("SCTP"u8) ? ServiceProtocol.Sctp
            : null;
        if (protocol is not { } known || !EndpointReader.TryRead(value, out Endpoint endpoint))
        {
            return false;
        }

        key = new ServiceKey(known, endpoint, 0);
        return true;
    }

    private void TakeDestination(ref LineWords words)
    {
        _snapshot.DestinationBalance -= _service >= 0 ? 1 : 0;
        if (_service < 0 || !EndpointReader.TryRead(words.Next(), out Endpoint endpoint)
            || !EndpointReader.TryReadNumber(words.Next(), uint.MaxValue, out long upper)
            || !EndpointReader.TryReadNumber(words.Next(), uint.MaxValue, out long lower))
        {
            return;
        }

        int slot = _layout.FindSlot(_service, endpoint);
        if (slot >= 0 && _snapshot.Present[slot])
        {
            _snapshot.Records[slot] = _snapshot.Records[slot] with
            {
                Upper = (int)Math.Min(upper, int.MaxValue),
                Lower = (int)Math.Min(lower, int.MaxValue),
            };
        }
    }
}
