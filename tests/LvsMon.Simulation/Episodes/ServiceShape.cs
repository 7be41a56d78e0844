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
    private const string Names = "dns --query www.example.com --answer 192.0.2.80";
    private const string Https = "http --url https://www.example.com/ --status 200-399";
    private const string MailTls = "smtp --helo a --starttls --server-name mx.example.com";
    private const string StepsTls =
        "transaction --expect \"* OK\" --send-line \"a STARTTLS\" --expect \"begin\\x0d\\n\" "
        + "--starttls --send-line \"b NOOP\" --expect \"b OK\" --server-name imap.example.com";
    private const string Quiet = "udp --send-hex 01 --silence pass";
    private const string Program = "exec --program /usr/lib/check --arg={address}";
    private const string StrictProgram =
        "exec --program /usr/lib/check --arg={address} --warning fail --unknown fail --port 5666";

    /// <summary>The stock; few, so that reloads meet the same ones again.</summary>
    public static ServiceShape[] Stock { get; } =
    [
        new("tcp 10.0.0.1:80", "-t 10.0.0.1:80", 80, "http --status 200-399", false, "nat"),
        new("tcp 10.0.0.2:80", "-t 10.0.0.2:80", 80, "http --contains OK --port 81", false, "nat"),
        new("tcp 10.0.0.3:25", "-t 10.0.0.3:25", 25, "banner --preset smtp", false, "tunnel gue 6080"),
        new("tcp [2001:db8::1]:80", "-t [2001:db8::1]:80", 80, "http --method HEAD", true, "nat"),
        new("udp 10.0.0.5:53", "-u 10.0.0.5:53", 53, Names, false, "direct"),
        new("fwmark 7", "-f 7", 9, "tcp", false, "direct"),
        new("fwmark 8 ipv6", "-f 8 -6", 22, "banner --expect SSH-2.0-", true, "tunnel ipip"),
        new("tcp 10.0.0.7:110", "-t 10.0.0.7:110", 110, "banner --preset pop3", false, "nat"),
        new("tcp 10.0.0.9:443", "-t 10.0.0.9:443", 443, Https, false, "nat"),
        new("tcp 10.0.0.10:587", "-t 10.0.0.10:587", 587, MailTls, false, "direct"),
        new("tcp [2001:db8::2]:143", "-t [2001:db8::2]:143", 143, StepsTls, true, "nat"),
        new("udp 10.0.0.11:514", "-u 10.0.0.11:514", 514, "udp --send lvsmon --expect ok", false, "nat"),
        new("udp [2001:db8::3]:1812", "-u [2001:db8::3]:1812", 1812, Quiet, true, "tunnel ipip"),
        new("fwmark 9", "-f 9", 7, "ping", false, "direct"),
        new("fwmark 7 ipv6", "-f 7 -6", 9, "tcp", true, "direct"),
        new("tcp 10.0.0.12:8080", "-t 10.0.0.12:8080", 8080, Program, false, "nat"),
    ];

    /// <summary>Checks that a service may have beside its own.</summary>
    public static string[] MoreChecks { get; } =
        ["tcp --port 9", "tcp --port 9", "ping", Names + " --port 53", Https + " --port 443", StrictProgram];

    /// <summary>Services of others; no configuration ever names them.</summary>
    public static string[] Foreign { get; } =
        ["-t 10.7.0.1:80", "-u 10.7.0.1:53", "-f 99", "-f 99 -6", "-t 10.0.0.1:8443", "-t [2001:db8::7]:80"];
}
