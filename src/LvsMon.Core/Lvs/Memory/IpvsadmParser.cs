using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs.Memory;

/// <summary>
/// Reads one command line of ipvsadm 1.31 with its defaults and its refusals. What is refused with exit 2 ends the
/// whole process; an option that is not known does not.
/// </summary>
internal sealed class IpvsadmParser
{
    /// <summary>31 days, in seconds.</summary>
    private const int MaxTimeout = 86400 * 31;

    private readonly OptionWalk _walk;
    private readonly IpvsadmRequest _request = new();
    private IpAddress _destination;
    private ushort? _destinationPort;
    private uint? _netmask;
    private bool _isV6;

    private IpvsadmParser(IReadOnlyList<string> words)
    {
        _walk = new OptionWalk(words);
    }

    /// <summary>Reads the words after the program's name.</summary>
    internal static RequestEnd Read(IReadOnlyList<string> words, out IpvsadmRequest request)
    {
        IpvsadmParser parser = new(words);
        request = parser._request;
        return parser.Run();
    }

    private RequestEnd Run()
    {
        string? first = _walk.Next();
        if (first is null || !TryCommand(first, out char command))
        {
            return RequestEnd.TryHelp;
        }

        _request.Command = command;
        for (string? option = _walk.Next(); option is not null; option = _walk.Next())
        {
            RequestEnd end = Take(option);
            if (end.Code != 0)
            {
                return end;
            }
        }

        int taken = 0;
        if (command == 'T')
        {
            RequestEnd end = TakeTimeouts();
            if (end.Code != 0)
            {
                return end;
            }

            taken = _request.Timeouts.Length;
        }

        return _walk.Plain.Count > taken
            ? RequestEnd.Fail($"unexpected argument {_walk.Plain[taken]}")
            : Finish();
    }

    private static bool TryCommand(string option, out char command)
    {
        if (OptionTable.Commands.TryGetValue(option, out command))
        {
            return true;
        }

        command = option.Length == 2 ? option[1] : ' ';
        command = command == 'l' ? 'L' : command;
        return "AEDCRSaedLZ".Contains(command, StringComparison.Ordinal);
    }

    private RequestEnd Take(string option)
    {
        if (!OptionTable.Names.TryGetValue(option, out string? name))
        {
            return TryCommand(option, out _)
                ? RequestEnd.Fail($"invalid option `{_walk.Written}'")
                : RequestEnd.BadOption(_walk.Written, "unknown option");
        }

        string? value = null;
        if (OptionTable.HasValue(option))
        {
            value = _walk.Value();
            if (value is null)
            {
                return RequestEnd.BadOption(_walk.Written, "missing argument");
            }
        }

        if (name.Length > 0 && !_request.Given.Add(name))
        {
            return RequestEnd.Fail($"multiple '{name}' options specified");
        }

        return value is null ? TakeFlag(option) : TakeValue(option, value);
    }

    private RequestEnd TakeFlag(string option)
    {
        switch (option)
        {
            case "--ipv6":
                if (_request.Key.Mark == 0)
                {
                    return RequestEnd.Fail("-6 used before -f\n");
                }

                _isV6 = true;
                _request.Key = SaveReader.MarkKey(_request.Key.Mark, isV6: true);
                break;
            case "--persistent":
                return TakeTimeout(_walk.Value(optional: true));
            case "--ops":
                _request.Settings = _request.Settings with { OnePacket = true };
                break;
            case "--masquerading":
                Forward(ForwardingMethod.Nat);
                break;
            case "--gatewaying":
                Forward(ForwardingMethod.Direct);
                break;
            case "--ipip":
                Forward(ForwardingMethod.Tunnel);
                break;
            case "--tun-csum":
                _request.Record = _request.Record with { Checksum = TunnelChecksum.Full };
                break;
            case "--tun-remcsum":
                _request.Record = _request.Record with { Checksum = TunnelChecksum.Remote };
                break;
            default:
                break;
        }

        return RequestEnd.Good;
    }

    private RequestEnd TakeValue(string option, string value) => option switch
    {
        "--tcp-service" => TakeService(ServiceProtocol.Tcp, value),
        "--udp-service" => TakeService(ServiceProtocol.Udp, value),
        "--sctp-service" => TakeService(ServiceProtocol.Sctp, value),
        "--fwmark-service" => TakeMark(value),
        "--scheduler" => TakeSettings(_request.Settings with { Scheduler = value }),
        "--pe" => TakeSettings(_request.Settings with { Engine = value }),
        "--sched-flags" => TakeFlags(value),
        "--netmask" => TakeNetmask(value),
        "--real-server" => TakeDestination(value),
        "--tun-type" => TakeTunnel(value),
        _ => TakeNumber(option, value),
    };

    private RequestEnd TakeService(ServiceProtocol protocol, string value)
    {
        if (!IpvsadmAddress.TryRead(value, out IpAddress address, out ushort? port))
        {
            return RequestEnd.Fail("illegal virtual server address[:port] specified");
        }

        _isV6 = address.IsV6;
        _request.Key = new ServiceKey(protocol, new Endpoint(address, port ?? 0), 0);
        return RequestEnd.Good;
    }

    private RequestEnd TakeMark(string value)
    {
        if (!long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long mark)
            || mark is <= 0 or > uint.MaxValue)
        {
            return RequestEnd.Fail($"invalid fwmark value `{value}' specified");
        }

        _request.Key = SaveReader.MarkKey((uint)mark, isV6: false);
        return RequestEnd.Good;
    }

    private RequestEnd TakeTimeout(string? value)
    {
        // The man page says 300; the code says 360.
        int seconds = 360;
        return value is null || TryTimeout(value, least: 1, out seconds)
            ? TakeSettings(_request.Settings with { Timeout = seconds })
            : BadTimeout(value);
    }

    private RequestEnd TakeTimeouts()
    {
        int[] timeouts = _request.Timeouts;
        if (_walk.Plain.Count < timeouts.Length)
        {
            return RequestEnd.Fail("--set option requires 3 timeout values");
        }

        for (int i = 0; i < timeouts.Length; i++)
        {
            if (!TryTimeout(_walk.Plain[i], least: 0, out timeouts[i]))
            {
                return BadTimeout(_walk.Plain[i]);
            }
        }

        return RequestEnd.Good;
    }

    private static bool TryTimeout(string value, int least, out int seconds) =>
        int.TryParse(value, out seconds) && seconds >= least && seconds <= MaxTimeout;

    private static RequestEnd BadTimeout(string value) =>
        RequestEnd.Fail($"invalid timeout value `{value}' specified");

    private RequestEnd TakeSettings(MemorySettings settings)
    {
        _request.Settings = settings;
        return RequestEnd.Good;
    }

    private RequestEnd TakeFlags(string value)
    {
        _request.Flags = value;
        return RequestEnd.Good;
    }

    private RequestEnd TakeNetmask(string value)
    {
        if (_isV6)
        {
            bool read = uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out uint prefix);
            _netmask = prefix;
            return read && prefix is >= 1 and <= 128
                ? RequestEnd.Good
                : RequestEnd.Fail("illegal ipv6 netmask specified");
        }

        if (!EndpointReader.TryReadV4(Encoding.UTF8.GetBytes(value), out IpAddress mask))
        {
            return RequestEnd.Fail("illegal virtual server persistent mask specified");
        }

        _netmask = mask.V4;
        return RequestEnd.Good;
    }

    private RequestEnd TakeDestination(string value) =>
        IpvsadmAddress.TryRead(value, out _destination, out _destinationPort)
            ? RequestEnd.Good
            : RequestEnd.Fail("illegal real server address[:port] specified");

    private RequestEnd TakeTunnel(string value)
    {
        TunnelType? type = value switch
        {
            "ipip" => TunnelType.Ipip,
            "gue" => TunnelType.Gue,
            "gre" => TunnelType.Gre,
            _ => null,
        };
        if (type is not { } tunnel)
        {
            return RequestEnd.Fail("illegal tunnel type specified");
        }

        _request.Record = _request.Record with { Forwarding = _request.Record.Forwarding with { Tunnel = tunnel } };
        return RequestEnd.Good;
    }

    private RequestEnd TakeNumber(string option, string value)
    {
        int limit = option == "--tun-port" ? ushort.MaxValue : int.MaxValue;
        bool read = int.TryParse(
            value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
            && number >= 0 && number <= limit;
        Destination record = _request.Record;
        _request.Record = option switch
        {
            "--weight" => record with { Weight = number },
            "--u-threshold" => record with { Upper = number },
            "--l-threshold" => record with { Lower = number },
            _ => record with { Forwarding = record.Forwarding with { TunnelPort = (ushort)number } },
        };
        return read ? RequestEnd.Good : RequestEnd.Fail(option switch
        {
            "--weight" => "illegal weight specified",
            "--u-threshold" => "illegal u_threshold specified",
            "--l-threshold" => "illegal l_threshold specified",
            _ => "illegal tunnel port specified",
        });
    }

    private void Forward(ForwardingMethod method) => _request.Record = _request.Record with
    {
        Forwarding = _request.Record.Forwarding with { Method = method },
    };

    private RequestEnd Finish()
    {
        string? broken = OptionTable.Broken(_request.Command, _request.Given);
        if (broken is null)
        {
            broken = _request.Command switch
            {
                'A' or 'E' => FinishService(),
                'a' or 'e' or 'd' => FinishDestination(),
                'L' => FinishList(),
                _ => null,
            };
        }

        return broken is null ? RequestEnd.Good : RequestEnd.Fail(broken);
    }

    private string? FinishService()
    {
        MemorySettings settings = _request.Settings;
        bool mark = _request.Key.Mark != 0;
        if (!mark && _request.Key.Virtual.Port == 0 && settings.Timeout is null)
        {
            return "Zero port specified for non-persistent service";
        }

        if (settings.OnePacket && !mark && _request.Key.Protocol != ServiceProtocol.Udp)
        {
            return "One-Packet Scheduling is only for UDP virtual services";
        }

        int bits = SchedulerFlagBits.Read(Encoding.UTF8.GetBytes(_request.Flags ?? string.Empty));
        if (bits == SchedulerFlagBits.Unknown)
        {
            return $"invalid scheduler flag `{_request.Flags}'";
        }

        if (_request.Flags is { } flags && flags.StartsWith("sh-", StringComparison.Ordinal)
            && settings.Scheduler != "sh")
        {
            return $"incompatible scheduler flag `{flags}'";
        }

        _request.Settings = settings with
        {
            FlagBits = bits,
            Netmask = _netmask ?? ServiceText.DefaultNetmask(_request.Key.IsV6),
        };
        return null;
    }

    private string? FinishDestination()
    {
        Forwarding forwarding = _request.Record.Forwarding;
        bool mark = _request.Key.Mark != 0;
        ushort port = _destinationPort ?? _request.Key.Virtual.Port;
        if (_request.Command != 'd' && !mark && forwarding.Method != ForwardingMethod.Nat)
        {
            // Silently: this is what the tool does to -a and -e, but not to -d.
            port = _request.Key.Virtual.Port;
        }

        _request.Endpoint = new Endpoint(_destination, port);
        if (_request.Command == 'd')
        {
            return null;
        }

        return _destination.IsV6 != _request.Key.IsV6 && forwarding.Method != ForwardingMethod.Tunnel
            ? "Different address family is allowed only for tunneling servers"
            : TunnelRules.Broken(_request);
    }

    private string? FinishList()
    {
        bool special = _request.Has("connection") || _request.Has("timeout") || _request.Has("daemon");
        bool counted = _request.Has("stats") || _request.Has("rate") || _request.Has("thresholds");
        return special && counted ? "options conflicts in the list command" : null;
    }
}
