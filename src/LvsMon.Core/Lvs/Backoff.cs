using System;

namespace LvsMon.Core.Lvs;

/// <summary>Waits of 1 s, doubling to 15 s. Times in monotonic microseconds.</summary>
internal struct Backoff
{
    /// <summary>The first wait.</summary>
    internal const long FirstUs = 1_000_000;

    /// <summary>The longest wait.</summary>
    internal const long MaxUs = 15_000_000;

    private long _waitUs;

    /// <summary>When the next try is due.</summary>
    internal long DueUs { get; private set; }

    /// <summary>Notes a failure.</summary>
    internal void Fail(long nowUs)
    {
        _waitUs = _waitUs == 0 ? FirstUs : Math.Min(_waitUs * 2, MaxUs);
        DueUs = nowUs + _waitUs;
    }

    /// <summary>Notes a success: the next failure waits 1 s again.</summary>
    internal void Reset()
    {
        _waitUs = 0;
        DueUs = 0;
    }
}
