using System;
using System.IO;
using System.Linq;

namespace LvsMon.SystemTests.Support;

/// <summary>What a machine may lack.</summary>
public static class Needs
{
    /// <summary>The effective user must be root.</summary>
    public const string Root = "root";

    /// <summary>Network namespaces can be made.</summary>
    public const string Namespaces = "network namespaces";

    /// <summary>The loopback interface has ::1.</summary>
    public const string Ipv6 = "IPv6";

    /// <summary>The kernel shows no settings of IPVS: the module is not loaded.</summary>
    public const string NoIpvs = "a kernel without ip_vs";

    private const string Postgresql = "/usr/lib/postgresql";

    private static readonly string[] Folders =
    [
        "/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/lib/postfix/sbin", "/usr/lib/nagios/plugins",
        "/usr/lib/news/bin",
        .. Directory.Exists(Postgresql) ? Directory.GetDirectories(Postgresql).Select(v => Path.Combine(v, "bin")) : [],
    ];

    /// <summary>Why a need is not met, null when it is.</summary>
    public static string? WhyMissing(string need) => need switch
    {
        Root => Environment.UserName == "root" ? null : "needs root",
        Namespaces => NetworkNamespace.IsPossible() ? null : "network namespaces cannot be made here",
        NoIpvs => Directory.Exists("/proc/sys/net/ipv4/vs") ? "this kernel has ip_vs" : null,
        Ipv6 => Ports.CanBind("::1", 0) ? null : "the loopback interface has no ::1",
        _ => Find(need) is null ? $"{need} is not installed" : null,
    };

    /// <summary>The path of a program, null when it is not installed.</summary>
    public static string? Find(string program) =>
        Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
