using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Fuzz.Targets;

/// <summary>
/// Writes a configuration out again, every setting in full at the real server or service it holds for: the same text
/// for the same meaning, and a text that must mean the same.
/// </summary>
internal sealed class ConfigText
{
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:/_-[],%=";
    private readonly List<string[]> _lines = [];
    private readonly Configuration _configuration;

    private ConfigText(Configuration configuration)
    {
        _configuration = configuration;
    }

    /// <summary>The lines, each as its words; a last word <c>{</c> opens a block, <c>}</c> closes it.</summary>
    internal static IReadOnlyList<string[]> Lines(Configuration configuration)
    {
        ConfigText text = new(configuration);
        text.WriteAll();
        return text._lines;
    }

    /// <summary>The text.</summary>
    internal static string Of(Configuration configuration)
    {
        StringBuilder text = new();
        foreach (string[] line in Lines(configuration))
        {
            text.AppendJoin(' ', line.Select((word, i) => IsBrace(line, i) ? word : Quoted(word))).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>True for a word that opens or closes a block.</summary>
    internal static bool IsBrace(string[] line, int word) =>
        (line[word] == "{" && word == line.Length - 1 && line[0] is "global" or "virtual" or "real")
        || (line[word] == "}" && line.Length == 1);

    /// <summary>A word as it is written: in quotes where it must be.</summary>
    internal static string Quoted(string word)
    {
        if (word.Length > 0 && word.All(Plain.Contains))
        {
            return word;
        }

        StringBuilder text = new("\"");
        for (int i = 0; i < word.Length; i++)
        {
            char c = word[i];
            text.Append(c switch
            {
                '"' or '\\' => "\\" + c,
                '\n' => "\\n",
                '\t' => "\\t",
                '$' => "\\x24",
                < ' ' or '\x7F' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                >= '\uDC80' and <= '\uDCFF' when i == 0 || !char.IsHighSurrogate(word[i - 1]) =>
                    string.Create(CultureInfo.InvariantCulture, $"\\x{c - 0xDC00:x2}"),
                _ => c.ToString(),
            });
        }

        return text.Append('"').ToString();
    }

    private void WriteAll()
    {
        GlobalSettings global = _configuration.Global;
        Line("global", "{");
        Line("reconcile", Time(global.ReconcileUs));
        Line("on-exit", global.ClearOnExit ? "clear" : "keep");
        Line("manage-sysctls", global.ManageSysctls ? "yes" : "no");
        Line("max-in-flight", Number(global.MaxInFlight));
        Line("reload-limit", global.ReloadLimitPercent > 0 ? Number(global.ReloadLimitPercent) + "%" : "off");
        Line("extra-reals", global.KeepExtraReals ? "keep" : "remove");
        if (global.Control is { } control)
        {
            Line("control", control.Length == 0 ? "off" : control);
        }

        if (global.Events is { } events)
        {
            Line("events", events.Length == 0 ? "off" : events);
        }

        if (global.ControlGroup is { } group)
        {
            Line("control-group", group);
        }

        if (global.ControlReaders is { } readers)
        {
            Line("control-readers", readers);
        }

        Line("cpu", global.Cpu is { } cpu ? Number(cpu) : "off");
        Line("session-report", global.SessionReportUs > 0 ? Time(global.SessionReportUs) : "off");
        Line("log-burst", global.LogBurst > 0 ? Number(global.LogBurst) : "off");
        Line("metrics-listen", global.MetricsListen is { } listen ? listen.ToString() : "off");

        Line("}");
        foreach (NamedCheck named in _configuration.NamedChecks)
        {
            Line(["check", named.Name.Text, named.Check.Plugin.Text, .. Options(named.Check)]);
        }

        foreach (VirtualServiceSettings service in _configuration.Services)
        {
            Write(service);
        }
    }

    private void Write(VirtualServiceSettings service)
    {
        Line(["virtual", .. service.Key.ToString().Split(' '), "{"]);
        if (service.Name != service.Key.ToString())
        {
            Line("name", service.Name);
        }

        if (service.ServiceSet is { } set)
        {
            Line("service-set", set);
        }

        Line(service.SchedulerFlags is { } flags
            ? ["scheduler", service.Scheduler, "flags", flags]
            : ["scheduler", service.Scheduler]);
        Line(["forward", .. Forward(service.Forwarding)]);
        WritePersistence(service);
        Line("one-packet", service.OnePacket ? "yes" : "no");
        foreach (FailureRule rule in service.OnFailure)
        {
            string action = rule.Action == FailureAction.Quiesce ? "quiesce" : "remove";
            Line(["on-failure", action, .. rule.Causes.Select(word => word.Text)]);
        }

        foreach (NotifyLine line in service.Notify)
        {
            string what = line.Event.ToString().ToLowerInvariant();
            Line(["notify", what, line.Program.Path, .. line.Program.Arguments.Select(word => TextOf(word.Span))]);
        }

        Floor floor = service.Floor;
        Line("floor", floor == default ? "off" : floor.Percent > 0 ? Number(floor.Percent) + "%" : Number(floor.Count));
        Line("fallback", service.Fallback is { } fallback ? Place(fallback.Address, fallback.Port) : "off");
        int sessions = SessionTimeout(service.Key.Protocol);
        if (sessions > 0)
        {
            Line("session-timeout", Number(sessions));
        }

        foreach (RealServerSettings real in service.Reals)
        {
            Write(real);
        }

        Line("}");
    }

    private void WritePersistence(VirtualServiceSettings service)
    {
        if (service.Persistence is not { } persistence)
        {
            return;
        }

        string netmask = service.Key.IsV6
            ? Number(persistence.Netmask)
            : IpAddress.FromV4(persistence.Netmask).ToString();
        string[] engine = persistence.Engine is { } name ? ["engine", name] : [];
        Line(["persistence", Number(persistence.TimeoutSeconds), "netmask", netmask, .. engine]);
    }

    private void Write(RealServerSettings real)
    {
        Line([
            "real", Place(real.Endpoint.Address, real.CheckPort), "weight", Number(real.Weight),
            "upper", Number(real.Upper), "lower", Number(real.Lower), "{",
        ]);
        Timing timing = real.Timing;
        Line("interval", Time(timing.IntervalUs));
        Line("fast-interval", Time(timing.FastIntervalUs));
        Line("down-interval", Time(timing.DownIntervalUs));
        Line("connect-timeout", Time(timing.ConnectTimeoutUs));
        Line("receive-timeout", Time(timing.ReceiveTimeoutUs));
        Line("timeout", Time(timing.TimeoutUs));
        Line("rise", Number(timing.Rise));
        Line("fall", Number(timing.Fall));
        Line("fail-after", Optional(timing.FailAfterUs));
        Line("stable-for", Optional(timing.StableForUs));
        Line("hold-down", Optional(timing.HoldDownUs));
        Line("hold-down-max", Time(timing.HoldDownMaxUs));
        Line("slow-start", Optional(timing.SlowStartUs));
        Line(["forward", .. Forward(real.Forwarding)]);
        Line("require", real.RequiresAny ? "any" : "all");
        if (real.Unmonitored)
        {
            // Checks that nobody makes mean nothing, and may not stand beside it.
            Line("unmonitored");
        }
        else
        {
            foreach (CheckReference check in real.Checks)
            {
                NamedCheck? named = _configuration.NamedChecks.FirstOrDefault(n => ReferenceEquals(n.Check, check));
                Line(named is not null
                    ? ["check", named.Name.Text]
                    : ["check", check.Plugin.Text, .. Options(check)]);
            }
        }

        Line("}");
    }

    /// <summary>The kernel has one value for TCP and one for UDP, and a mark's service is of both: it says what no
    /// other service says.</summary>
    private int SessionTimeout(ServiceProtocol protocol)
    {
        SessionTimeouts timeouts = _configuration.Global.SessionTimeouts;
        bool hasTcp = _configuration.Services.Any(service => service.Key.Protocol == ServiceProtocol.Tcp);
        bool hasUdp = _configuration.Services.Any(service => service.Key.Protocol == ServiceProtocol.Udp);
        return protocol switch
        {
            ServiceProtocol.Tcp => timeouts.TcpSeconds,
            ServiceProtocol.Udp => timeouts.UdpSeconds,
            ServiceProtocol.FirewallMark when !hasTcp => timeouts.TcpSeconds,
            ServiceProtocol.FirewallMark when !hasUdp => timeouts.UdpSeconds,
            _ => 0,
        };
    }

    // A block's lines as words, and first: a joined one takes nothing of what follows, and is no value of what stands
    // before. A name that no option can have is written as another such.
    private static IEnumerable<string> Options(CheckReference check) =>
    [
        .. check.Lines.Select(line =>
            "--" + (line.Name.Text.All(c => char.IsAsciiLetterLower(c) || c == '-') ? line.Name.Text : "?")
            + (line.Value is { } value ? "=" + value.Text : "")),
        .. check.Options.Select(word => word.Text),
    ];

    private void Line(params string[] words) => _lines.Add(words);

    /// <summary>The reverse of <see cref="ByteText.ToBytes"/>.</summary>
    private static string TextOf(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new();
        while (!bytes.IsEmpty)
        {
            bool isCharacter = Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == OperationStatus.Done;
            text.Append(isCharacter ? rune.ToString() : ByteText.FromByte(bytes[0]).ToString());
            bytes = bytes[(isCharacter ? length : 1)..];
        }

        return text.ToString();
    }

    private static string[] Forward(Forwarding forwarding) => forwarding.Method switch
    {
        ForwardingMethod.Nat => ["nat"],
        ForwardingMethod.Direct => ["direct"],
        _ when forwarding.Tunnel == TunnelType.Gue => ["tunnel", "gue", Number(forwarding.TunnelPort)],
        _ => ["tunnel", forwarding.Tunnel == TunnelType.Gre ? "gre" : "ipip"],
    };

    private static string Place(IpAddress address, ushort port) => port == 0 ? address.ToString()
        : address.IsV6 ? $"[{address}]:{Number(port)}"
        : $"{address}:{Number(port)}";

    private static string Time(long us) =>
        (us / 1000m).ToString("0.###", CultureInfo.InvariantCulture) + "ms";

    private static string Optional(long us) => us > 0 ? Time(us) : "off";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
