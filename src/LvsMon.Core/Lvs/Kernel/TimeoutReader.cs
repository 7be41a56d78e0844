using System;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs.Kernel;

/// <summary>
/// Reads the output of <c>ipvsadm -L --timeout</c>, one line: <c>Timeout (tcp tcpfin udp): 900 120 300</c>, seconds.
/// </summary>
internal sealed class TimeoutReader
{
    private readonly LineCutter _cutter = new();
    private int _lines;
    private bool _isGood;

    /// <summary>The timeouts; only when <see cref="IsComplete"/>.</summary>
    internal SessionTimeouts Value { get; private set; }

    /// <summary>True when the output so far is that line, whole, and nothing else.</summary>
    internal bool IsComplete => _isGood && _lines == 1 && _cutter.AtLineEnd;

    /// <summary>Begins with a new child.</summary>
    internal void Begin()
    {
        _cutter.Reset();
        _lines = 0;
        _isGood = false;
    }

    /// <summary>Takes the next bytes.</summary>
    internal void Take(ReadOnlySpan<byte> bytes)
    {
        while (_cutter.Next(ref bytes))
        {
            _lines++;
            _isGood = TryRead(_cutter.Line, out SessionTimeouts value) && !_cutter.Cut;
            Value = value;
        }
    }

    private static bool TryRead(ReadOnlySpan<byte> line, out SessionTimeouts value)
    {
        LineWords words = new(line);
        value = default;
        if (!words.Take("Timeout"u8) || !words.Take("(tcp"u8) || !words.Take("tcpfin"u8) || !words.Take("udp):"u8)
            || !TryReadSeconds(words.Next(), out int tcp) || !TryReadSeconds(words.Next(), out _)
            || !TryReadSeconds(words.Next(), out int udp) || !words.Next().IsEmpty)
        {
            return false;
        }

        value = new SessionTimeouts(tcp, udp);
        return true;
    }

    private static bool TryReadSeconds(ReadOnlySpan<byte> word, out int seconds)
    {
        bool read = EndpointReader.TryReadNumber(word, int.MaxValue, out long number);
        seconds = (int)number;
        return read;
    }
}
