namespace LvsMon.Simulation.Episodes;

/// <summary>A virtual service that a drawn configuration may have.</summary>
/// <param name="Head">What follows <c>virtual</c>.</param>
/// <param name="Selector">How ipvsadm selects it.</param>
/// <param name="Port">The real servers' port, 0 for none.</param>
/// <param name="Check">Its check, in the words of the configuration.</param>
/// <param name="IsV6">True for IPv6.</param>
/// <param name="Forward">How it forwards.</param>
internal sealed record ServiceShape(
    string Head, string Selector, int Port, string Check, bool IsV6, string Forward)
{
    /// <summary>The stock; few, so that reloads meet the same ones again.</summary>
    public static ServiceShape[] Stock { get; } =
    [
        new("tcp 10.0.0.1:80", "-t 10.0.0.1:80", 80, "http --status 200-399", false, "nat"),
        new("tcp 10.0.0.2:80", "-t 10.0.0.2:80", 80, "http --contains OK --port 81", false, "nat"),
        new("tcp 10.0.0.3:25", "-t 10.0.0.3:25", 25, "banner --preset smtp", false, "tunnel gue 6080"),
        new("tcp [2001:db8::1]:80", "-t [2001:db8::1]:80", 80, "http --method HEAD", true, "nat"),
        new("udp 10.0.0.5:53", "-u 10.0.0.5:53", 53, "tcp --port 9", false, "direct"),
        new("fwmark 7", "-f 7", 9, "tcp", false, "direct"),
        new("fwmark 8 ipv6", "-f 8 -6", 22, "banner --expect SSH-2.0-", true, "tunnel ipip"),
        new("tcp 10.0.0.7:110", "-t 10.0.0.7:110", 110, "banner --preset pop3", false, "nat"),
    ];

    /// <summary>Services of others; no configuration ever names them.</summary>
    public static string[] Foreign { get; } =
        ["-t 10.7.0.1:80", "-u 10.7.0.1:53", "-f 99", "-f 99 -6", "-t 10.0.0.1:8443", "-t [2001:db8::7]:80"];
}
