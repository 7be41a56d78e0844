using System.Collections.Generic;
using System.Globalization;
using LvsMon.Core.Values;

namespace LvsMon.Core.Config.Sections;

/// <summary>
/// What the <c>session-timeout</c> lines come to: the kernel has one value for TCP and one for UDP, so of several the
/// largest holds and the others are told so. A service by firewall mark may carry both protocols.
/// </summary>
internal sealed class SessionTimeoutRules
{
    private readonly Diagnostics _diagnostics;
    private readonly bool _managed;
    private readonly Setting _ofDefaults;
    private readonly List<Setting> _tcp = [];
    private readonly List<Setting> _udp = [];
    private bool _defaultsForTcp;
    private bool _defaultsForUdp;
    private bool _defaultsForSctp;

    /// <summary>Begins.</summary>
    /// <param name="diagnostics">Where warnings go.</param>
    /// <param name="managed">True with <c>manage-sysctls yes</c>.</param>
    /// <param name="ofDefaults">The line of the block <c>defaults</c>.</param>
    public SessionTimeoutRules(Diagnostics diagnostics, bool managed, Setting ofDefaults)
    {
        _diagnostics = diagnostics;
        _managed = managed;
        _ofDefaults = ofDefaults;
        WarnUnmanaged(ofDefaults);
    }

    /// <summary>Takes a virtual service into account.</summary>
    /// <param name="protocol">Its protocol; null when its first line is wrong.</param>
    /// <param name="own">Its own line.</param>
    public void Add(ServiceProtocol? protocol, Setting own)
    {
        WarnUnmanaged(own);
        bool tcp = protocol is ServiceProtocol.Tcp or ServiceProtocol.FirewallMark;
        bool udp = protocol is ServiceProtocol.Udp or ServiceProtocol.FirewallMark;
        bool sctp = protocol is ServiceProtocol.Sctp;
        if (!own.IsSet)
        {
            _defaultsForTcp |= tcp;
            _defaultsForUdp |= udp;
            _defaultsForSctp |= sctp;
            return;
        }

        AddIf(tcp, own, _tcp);
        AddIf(udp, own, _udp);
        WarnSctp(sctp, own);
    }

    /// <summary>The values that hold; none unless they are managed.</summary>
    /// <param name="files">The files by number, for places in other files.</param>
    public SessionTimeouts Finish(IReadOnlyList<SourceFile> files)
    {
        if (!_managed)
        {
            return default;
        }

        AddIf(_defaultsForTcp, _ofDefaults, _tcp);
        AddIf(_defaultsForUdp, _ofDefaults, _udp);
        WarnSctp(_defaultsForSctp && !_defaultsForTcp && !_defaultsForUdp, _ofDefaults);
        return new SessionTimeouts(Largest(_tcp, "TCP", files), Largest(_udp, "UDP", files));
    }

    private static void AddIf(bool concerned, Setting setting, List<Setting> settings)
    {
        if (concerned && setting is { IsSet: true, Broken: false })
        {
            settings.Add(setting);
        }
    }

    private int Largest(List<Setting> settings, string protocol, IReadOnlyList<SourceFile> files)
    {
        Setting largest = default;
        foreach (Setting setting in settings)
        {
            largest = setting.Value > largest.Value ? setting : largest;
        }

        foreach (Setting setting in settings)
        {
            if (setting.Value < largest.Value)
            {
                _diagnostics.Warning(
                    ConfigRules.SessionTimeoutsDiffer,
                    setting.Span,
                    $"the kernel has one timeout for all {protocol} sessions: "
                    + $"{DurationText.Format(largest.Value * DurationText.UsPerSecond)} of "
                    + $"{Place(largest.Span, setting.Span, files)} holds, as the largest; write the same here or "
                    + "remove this one");
            }
        }

        return (int)largest.Value;
    }

    private static string Place(SourceSpan place, SourceSpan seenFrom, IReadOnlyList<SourceFile> files)
    {
        string line = string.Create(CultureInfo.InvariantCulture, $"line {place.Line}");
        return place.File == seenFrom.File ? line : $"{line} of {files[place.File].Path}";
    }

    private void WarnUnmanaged(Setting setting)
    {
        if (!_managed && setting.IsSet)
        {
            _diagnostics.Warning(
                ConfigRules.SysctlsNotManaged,
                setting.Span,
                "session-timeout has no effect without manage-sysctls yes: the kernel has it for the whole network "
                + "namespace; write that in global, or remove this line");
        }
    }

    private void WarnSctp(bool concerned, Setting setting)
    {
        if (_managed && concerned && setting.IsSet)
        {
            _diagnostics.Warning(
                ConfigRules.SessionTimeoutSctp,
                setting.Span,
                "the kernel's timeout of SCTP sessions cannot be set; remove session-timeout here");
        }
    }
}
