using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs.Memory;

/// <summary>Addresses and ports as ipvsadm takes and prints them. Host names are never resolved.</summary>
internal static class IpvsadmAddress
{
    private static readonly Dictionary<string, ushort> Ports = new()
    {
        ["ftp"] = 21,
        ["ssh"] = 22,
        ["smtp"] = 25,
        ["domain"] = 53,
        ["http"] = 80,
        ["pop3"] = 110,
        ["ntp"] = 123,
        ["imap2"] = 143,
        ["https"] = 443,
        ["http-alt"] = 8080,
    };

    /// <summary>Reads <c>ADDR</c>, <c>ADDR:PORT</c>, an IPv6 address without brackets, or <c>[ADDR]:PORT</c>. Square
    /// brackets without a port are refused, as the tool does.</summary>
    internal static bool TryRead(string text, out IpAddress address, out ushort? port)
    {
        port = null;
        address = default;
        if (text.StartsWith('['))
        {
            int close = text.IndexOf(']', StringComparison.Ordinal);
            return close > 0 && close + 1 < text.Length && text[close + 1] == ':'
                && EndpointReader.TryReadV6(Encoding.UTF8.GetBytes(text[1..close]), out address)
                && TryReadPort(text[(close + 2)..], out port);
        }

        if (EndpointReader.TryReadV6(Encoding.UTF8.GetBytes(text), out address))
        {
            return true;
        }

        int colon = text.LastIndexOf(':');
        string host = colon < 0 ? text : text[..colon];
        return EndpointReader.TryReadV4(Encoding.UTF8.GetBytes(host), out address)
            && (colon < 0 || TryReadPort(text[(colon + 1)..], out port));
    }

    /// <summary>A port with its name unless numbers are asked for; the tool knows names of TCP and UDP only.</summary>
    internal static string PortName(ushort port, ServiceProtocol protocol, bool numeric)
    {
        if (!numeric && (protocol is ServiceProtocol.Tcp or ServiceProtocol.Udp))
        {
            foreach ((string name, ushort number) in Ports)
            {
                if (number == port)
                {
                    return name;
                }
            }
        }

        return port.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>An address with its port.</summary>
    internal static string Name(in Endpoint endpoint, ServiceProtocol protocol, bool numeric)
    {
        string port = PortName(endpoint.Port, protocol, numeric);
        return endpoint.Address.IsV6 ? $"[{endpoint.Address}]:{port}" : $"{endpoint.Address}:{port}";
    }

    private static bool TryReadPort(string text, out ushort? port)
    {
        bool known = ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number)
            || Ports.TryGetValue(text, out number);
        port = number;
        return known;
    }
}
