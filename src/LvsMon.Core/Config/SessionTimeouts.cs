namespace LvsMon.Core.Config;

/// <summary>
/// How long the kernel keeps idle sessions, for all virtual services of the network namespace together. Seconds, 15 to
/// 3600; 0 leaves the kernel's value alone.
/// </summary>
public readonly record struct SessionTimeouts(int TcpSeconds, int UdpSeconds)
{
    /// <summary>True when at least one of them is to be set.</summary>
    public bool Any => TcpSeconds > 0 || UdpSeconds > 0;
}
