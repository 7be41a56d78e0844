using System;
using System.Globalization;
using System.Text;

namespace LvsMon.Benchmarks.Subjects;

/// <summary>HAProxy's configuration of a load: 100 servers to a backend, no traffic.</summary>
internal static class HaproxyText
{
    /// <summary>Writes it; <paramref name="authority"/> is the file of the one trusted with https. Each handshake is a
    /// whole one, as lvsmon's are.</summary>
    public static string Of(Load load, string authority = "")
    {
        string tls = load.Kind != "https" ? ""
            : $" check-ssl verify required ca-file {authority} verifyhost {TlsPeer.Name} check-sni {TlsPeer.Name} "
            + "no-ssl-reuse";
        StringBuilder text = new("""
            global
                nbthread 1
                maxconn 500
            defaults
                mode tcp
                timeout connect 1s
                timeout server 1s
                timeout client 1s
                timeout check 1s
            frontend idle
                bind 127.0.0.1:18081
                default_backend b0

            """);
        for (int i = 0; i < load.Servers; i++)
        {
            if (i % 100 == 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"""
                    backend b{i / 100}
                        default-server inter {load.IntervalMs}ms fall 1 rise 1

                    """);
                text.Append(load.Kind.StartsWith("http", StringComparison.Ordinal)
                    ? "    option httpchk GET /health\n    http-check expect status 200\n"
                    : "");
            }

            text.Append(CultureInfo.InvariantCulture, $"    server s{i} {Target.Address(i)}:{Peer.Port} check{tls}\n");
        }

        return text.ToString();
    }
}
