using System.Runtime.InteropServices;
using LvsMon.Core.Checks;

namespace LvsMon.Core.Monitoring;

/// <summary>Results of one monitor that follow one another and say the same, with the times of the last of
/// them. There are <see cref="ProbeHistory.Depth"/> for each monitor, so every byte counts (48 of them).</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ProbeRun
{
    /// <summary>When the first of them came, monotonic microseconds.</summary>
    public long FirstUs;

    /// <summary>When the last of them came, monotonic microseconds.</summary>
    public long LastUs;

    /// <summary>How many; saturates. 0 for a place that has not been used.</summary>
    public uint Times;

    /// <summary>How long the last of them took, microseconds.</summary>
    public int CheckUs;

    /// <summary>How long its connect took, microseconds; 0 when that did not end.</summary>
    public int ConnectUs;

    /// <summary>How long its handshake of TLS took, microseconds; 0 when there was none.</summary>
    public int TlsUs;

    /// <summary>From its beginning until the first request was handed over, microseconds; 0 when it did not come to
    /// that.</summary>
    public int QueryUs;

    /// <summary>Bytes that it received.</summary>
    public int Received;

    /// <summary>The number that belongs to the reason.</summary>
    public short Number;

    /// <summary>What they said.</summary>
    public CheckReason Reason;
}
