using System.Globalization;
using System.Linq;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Core.Tests.Sessions;

/// <summary>Rows as the kernel writes them (ip_vs_info_seq_show of kernel 6.1, recorded).</summary>
internal static class SessionRows
{
    /// <summary>What a real kernel 6.1 gave for services of every kind.</summary>
    public const string Recorded =
        "IP Virtual Server version 1.2.1 (size=4096)\n"
        + "Prot LocalAddress:Port Scheduler Flags\n"
        + "  -> RemoteAddress:Port Forward Weight ActiveConn InActConn\n"
        + "TCP  0A000001:0051 rr  persistent 90000 FFFFFFFF\n"
        + "TCP  0A000001:0050 wrr  \n"
        + "  -> 7F010003:1F90      Masq    65536  0          0         \n"
        + "  -> 7F010002:1F90      Masq    0      3          1         \n"
        + "  -> 7F010001:1F90      Masq    5      20         300       \n"
        + "UDP  0A000001:0035 rr ops  \n"
        + "  -> C0A80106:0035      Tunnel  1      0          7         \n"
        + "SCTP  0A000001:1388 rr  \n"
        + "TCP  [2001:0db8:0000:0000:0000:0000:0000:0001]:0050 lc \n"
        + "  -> [2001:0db8:0000:0000:0000:0000:0000:0002]:1F90      Masq    1      9          8         \n"
        + "FWM  B2D05E00 rr \n"
        + "FWM  00000007 sh \n"
        + "  -> C0A80109:0000      Route   2      4          5         \n"
        + "FWM  00000008 mh \n";

    /// <summary>The row of a service.</summary>
    public static string Of(ServicePlan service) => service.Key.Protocol switch
    {
        ServiceProtocol.FirewallMark => $"FWM  {service.Key.Mark:X8} rr ",
        ServiceProtocol.Udp => $"UDP  {Hex(service.Key.Virtual)} rr  ",
        ServiceProtocol.Sctp => $"SCTP  {Hex(service.Key.Virtual)} rr  ",
        _ => $"TCP  {Hex(service.Key.Virtual)} rr  ",
    };

    /// <summary>The row of a real server.</summary>
    public static string Of(Endpoint real, long active, long inactive) =>
        string.Create(
            CultureInfo.InvariantCulture, $"  -> {Hex(real)}      Masq    1      {active,-10} {inactive,-10}");

    /// <summary>The row of a real server given as text.</summary>
    public static string Real(string real, long active, long inactive) =>
        Of(Endpoint.TryParse(real, out Endpoint endpoint) ? endpoint : default, active, inactive);

    /// <summary>All rows of a plan; every real server has one active session more than the one before.</summary>
    public static string[] All(Plan plan)
    {
        ILookup<int, string> rows = plan.Reals.Select((real, at) => (real, at)).ToLookup(
            entry => entry.real.Service, entry => Of(entry.real.Endpoint, entry.at + 1, 10 * entry.at));
        return [.. plan.Services.SelectMany((service, index) => rows[index].Prepend(Of(service)))];
    }

    private static string Hex(Endpoint endpoint)
    {
        string port = endpoint.Port.ToString("X4", CultureInfo.InvariantCulture);
        if (!endpoint.Address.IsV6)
        {
            return $"{endpoint.Address.V4:X8}:{port}";
        }

        string digits = endpoint.Address.V6.ToString("x32", CultureInfo.InvariantCulture);
        return $"[{string.Join(':', Enumerable.Range(0, 8).Select(i => digits.Substring(4 * i, 4)))}]:{port}";
    }
}
