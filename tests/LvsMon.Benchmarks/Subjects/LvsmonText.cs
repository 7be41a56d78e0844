using System.Globalization;
using System.Text;

namespace LvsMon.Benchmarks.Subjects;

/// <summary>lvsmon's configuration of a load: 100 real servers to a virtual service. Every change has its line in the
/// log, as the measurement of lines wants it.</summary>
internal static class LvsmonText
{
    /// <summary>Writes it; <paramref name="authority"/> is the file of the one trusted with https.</summary>
    public static string Of(Load load, string authority = "")
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $$"""
            global {
                log-burst off
            }
            defaults {
                interval {{load.IntervalMs}}ms
                timeout 1s
                fall 1
            }
            check health {{CheckOf(load, authority)}}

            """);
        for (int i = 0; i < load.Servers; i++)
        {
            if (i % 100 == 0)
            {
                int service = i / 100;
                text.Append(i == 0 ? "" : "}\n");
                text.Append(CultureInfo.InvariantCulture, $$"""
                    virtual tcp 10.0.{{service / 250}}.{{(service % 250) + 1}}:80 {
                        scheduler wrr
                        check health
                        {{(load.Kind == "agent" ? "check agent --send x" : "")}}

                    """);
            }

            text.Append(CultureInfo.InvariantCulture, $"    real {Target.Address(i)}:{Peer.Port}\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string CheckOf(Load load, string authority) => load.Kind switch
    {
        "http" => "http --url http://127.0.0.1/health --status 200",
        "https" => $"http --url https://{TlsPeer.Name}/health --status 200 --ca {authority}",
        _ => "tcp",
    };
}
