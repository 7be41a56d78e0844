using System.Collections.Generic;
using System.Globalization;
using System.Text;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs.Memory;

/// <summary>
/// Prints a table as ipvsadm 1.31 does, byte for byte: widths, blanks at the end, order. There are no packets here, so
/// every counter is 0.
/// </summary>
internal sealed class IpvsadmPrinter
{
    private const string Banner = "IP Virtual Server version 1.2.1 (size=4096)\n";
    private readonly StringBuilder _text;
    private readonly bool _numeric;

    internal IpvsadmPrinter(StringBuilder text, bool numeric)
    {
        _text = text;
        _numeric = numeric;
    }

    /// <summary><c>-S</c>.</summary>
    /// <param name="services">What to print.</param>
    /// <param name="whole">True to add what <c>-S</c> leaves out, so that <c>-R</c> makes the same table again.</param>
    internal void Save(List<MemoryService> services, bool whole)
    {
        foreach (MemoryService service in services)
        {
            string selector = Selector(service.Key, whole);
            _text.Append("-A ").Append(selector).Append(" -s ").Append(service.Settings.Scheduler);
            Settings(service, " -p ", " -M ", " --pe ", " -o");
            string flags = FlagNames(service.Settings);
            _text.Append(flags.Length == 0 ? string.Empty : $" -b {flags}").Append('\n');
            foreach ((Endpoint endpoint, Destination record) in Sorted(service))
            {
                _text.Append("-a ").Append(selector).Append(" -r ").Append(Name(endpoint, service)).Append(' ');
                SaveRecord(record, whole);
            }
        }
    }

    /// <summary><c>-L</c>; <paramref name="column"/> names what each destination's line shows.</summary>
    internal void List(List<MemoryService> services, ListColumns column, bool banner)
    {
        _text.Append(banner ? Banner : string.Empty);
        Title(column);
        foreach (MemoryService service in services)
        {
            ListService(service, column);
            foreach ((Endpoint endpoint, Destination record) in Sorted(service))
            {
                _text.Append("  -> ").Append(Name(endpoint, service).PadRight(28));
                ListRecord(record, column);
            }
        }
    }

    private static List<KeyValuePair<Endpoint, Destination>> Sorted(MemoryService service) =>
        KernelOrder.Sort(service.Destinations, (left, right) => KernelOrder.Compare(left.Key, right.Key));

    private string Name(in Endpoint endpoint, MemoryService service) =>
        IpvsadmAddress.Name(endpoint, service.Key.Protocol, _numeric);

    /// <summary>Marks are printed with <c>%d</c>: above 2147483647 they are negative, and no <c>-R</c> takes
    /// them.</summary>
    private string Selector(in ServiceKey key, bool whole)
    {
        string mark = whole
            ? key.Mark.ToString(CultureInfo.InvariantCulture)
            : unchecked((int)key.Mark).ToString(CultureInfo.InvariantCulture);
        return key.Protocol switch
        {
            ServiceProtocol.FirewallMark => key.IsV6 ? $"-f {mark} -6" : $"-f {mark}",
            ServiceProtocol.Udp => $"-u {IpvsadmAddress.Name(key.Virtual, key.Protocol, _numeric)}",
            ServiceProtocol.Sctp => $"--sctp-service {IpvsadmAddress.Name(key.Virtual, key.Protocol, _numeric)}",
            _ => $"-t {IpvsadmAddress.Name(key.Virtual, key.Protocol, _numeric)}",
        };
    }

    private void Settings(MemoryService service, string persistent, string mask, string engine, string onePacket)
    {
        MemorySettings settings = service.Settings;
        if (settings.Timeout is { } timeout)
        {
            _text.Append(persistent).Append(timeout);
            if (settings.Netmask != ServiceText.DefaultNetmask(service.Key.IsV6))
            {
                _text.Append(mask).Append(service.Key.IsV6
                    ? settings.Netmask.ToString(CultureInfo.InvariantCulture)
                    : IpAddress.FromV4(settings.Netmask).ToString());
            }
        }

        _text.Append(settings.Engine.Length == 0 ? string.Empty : engine + settings.Engine);
        _text.Append(settings.OnePacket ? onePacket : string.Empty);
    }

    private static string FlagNames(MemorySettings settings)
    {
        string[] names = settings.Scheduler switch
        {
            "sh" => ["sh-fallback", "sh-port", "flag-3"],
            "mh" => ["mh-fallback", "mh-port", "flag-3"],
            _ => ["flag-1", "flag-2", "flag-3"],
        };
        List<string> set = [];
        for (int i = 0; i < names.Length; i++)
        {
            if ((settings.FlagBits & (1 << i)) != 0)
            {
                set.Add(names[i]);
            }
        }

        return string.Join(',', set);
    }

    private void SaveRecord(in Destination record, bool whole)
    {
        _text.Append(record.Forwarding.Method switch
        {
            ForwardingMethod.Nat => "-m",
            ForwardingMethod.Tunnel => "-i",
            _ => "-g",
        });
        _text.Append(" -w ").Append(record.Weight);
        if (whole)
        {
            _text.Append(" -x ").Append(record.Upper).Append(" -y ").Append(record.Lower);
        }

        if (record.Forwarding.Method == ForwardingMethod.Tunnel)
        {
            string checksum = record.Checksum switch
            {
                TunnelChecksum.Full => "--tun-csum",
                TunnelChecksum.Remote => "--tun-remcsum",
                _ => "--tun-nocsum",
            };
            _text.Append(record.Forwarding.Tunnel switch
            {
                TunnelType.Gue => $" --tun-type gue --tun-port {record.Forwarding.TunnelPort} {checksum}",
                TunnelType.Gre => $" --tun-type gre {checksum}",
                _ => " --tun-type ipip",
            });
        }

        _text.Append('\n');
    }

    private void Title(ListColumns column) => _text.Append(column switch
    {
        ListColumns.Thresholds =>
            "Prot LocalAddress:Port            Uthreshold Lthreshold ActiveConn InActConn \n"
            + "  -> RemoteAddress:Port\n",
        ListColumns.Stats =>
            "Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes\n"
            + "  -> RemoteAddress:Port\n",
        ListColumns.Rate =>
            "Prot LocalAddress:Port                 CPS    InPPS   OutPPS    InBPS   OutBPS\n"
            + "  -> RemoteAddress:Port\n",
        ListColumns.Persistent =>
            "Prot LocalAddress:Port            Weight    PersistConn ActiveConn InActConn \n"
            + "  -> RemoteAddress:Port\n",
        ListColumns.Tunnels =>
            "Prot LocalAddress:Port Scheduler Flags\n"
            + "  -> RemoteAddress:Port           Forward TunnelInfo    Weight ActiveConn InActConn\n",
        _ =>
            "Prot LocalAddress:Port Scheduler Flags\n"
            + "  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn\n",
    });

    private void ListService(MemoryService service, ListColumns column)
    {
        ServiceKey key = service.Key;
        string name = key.Protocol == ServiceProtocol.FirewallMark
            ? $"FWM  {unchecked((int)key.Mark)}{(key.IsV6 ? " IPv6" : string.Empty)}"
            : $"{key.Protocol.ToString().ToUpperInvariant(),-4} "
              + IpvsadmAddress.Name(key.Virtual, key.Protocol, _numeric);
        if (column is ListColumns.Stats or ListColumns.Rate)
        {
            _text.Append(name.PadRight(33)).Append("        0        0        0        0        0\n");
            return;
        }

        _text.Append(name).Append(' ').Append(service.Settings.Scheduler);
        Settings(service, " persistent ", " mask ", " pe ", " ops");
        string flags = FlagNames(service.Settings);
        _text.Append(flags.Length == 0 ? string.Empty : $" ({flags})").Append('\n');
    }

    private void ListRecord(in Destination record, ListColumns column)
    {
        string method = record.Forwarding.Method switch
        {
            ForwardingMethod.Nat => "Masq",
            ForwardingMethod.Tunnel => "Tunnel",
            _ => "Route",
        };
        const string Connections = "0          0         \n";
        _text.Append(column switch
        {
            ListColumns.Thresholds => $" {record.Upper,-10} {record.Lower,-10} {Connections}",
            ListColumns.Stats => "        0        0        0        0        0\n",
            ListColumns.Rate => "        0        0        0        0        0\n",
            ListColumns.Persistent => $" {record.Weight,-9} {0,-11} {Connections}",
            ListColumns.Tunnels => $" {method,-7} {TunnelInfo(record),-13} {record.Weight,-6} {Connections}",
            _ => $" {method,-7} {record.Weight,-6} {Connections}",
        });
    }

    private static string TunnelInfo(in Destination record)
    {
        string checksum = record.Checksum switch
        {
            TunnelChecksum.Full => "+c",
            TunnelChecksum.Remote => "+r",
            _ => "-c",
        };
        return record.Forwarding switch
        {
            { Method: not ForwardingMethod.Tunnel } => "n/a",
            { Tunnel: TunnelType.Gue } => $"gue:{record.Forwarding.TunnelPort}:{checksum}",
            { Tunnel: TunnelType.Gre } => $"gre:{checksum}",
            _ => "ipip",
        };
    }
}
