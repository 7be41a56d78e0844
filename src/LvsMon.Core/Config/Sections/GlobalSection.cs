using System;
using LvsMon.Core.Config.Syntax;
using LvsMon.Core.Values;

namespace LvsMon.Core.Config.Sections;

/// <summary>Reads the <c>global</c> block.</summary>
internal sealed class GlobalSection(ValueReader values, AddressReader addresses)
{
    /// <summary>Longest path of a unix socket, bytes (unix(7): 108 with the final NUL).</summary>
    private const int MaxSocketPath = 107;

    public GlobalSettings Read(Statement block)
    {
        GlobalSettings settings = new();
        foreach (Statement statement in block.Body ?? [])
        {
            if (!statement.Damaged)
            {
                settings = Apply(settings, statement);
            }
        }

        return settings;
    }

    private GlobalSettings Apply(GlobalSettings settings, Statement statement)
    {
        Directive directive = statement.Directive;
        Word word = statement.Words[0];
        switch (directive.Id)
        {
            case DirectiveId.Reconcile:
                return values.TryDuration(directive, word, out long us) ? settings with { ReconcileUs = us } : settings;
            case DirectiveId.OnExit:
                return settings with { ClearOnExit = Choice(directive, word) == 1 };
            case DirectiveId.ExtraReals:
                return settings with { KeepExtraReals = Choice(directive, word) == 1 };
            case DirectiveId.MaxInFlight:
                return values.TryNumber(directive, word, out long most)
                    ? settings with { MaxInFlight = (int)most }
                    : settings;
            case DirectiveId.ReloadLimit:
                return !ValueReader.IsOff(word) && values.TryPercentage(directive, word, out int percent)
                    ? settings with { ReloadLimitPercent = percent }
                    : settings;
            case DirectiveId.ManageSysctls:
                return settings with { ManageSysctls = Choice(directive, word) == 0 };
            case DirectiveId.Control:
                return TryPath(word, "the control socket", out string path)
                    ? settings with { Control = path }
                    : settings;
            case DirectiveId.ControlGroup:
                return values.TryLabel(directive, word) ? settings with { ControlGroup = word.Text } : settings;
            case DirectiveId.ControlReaders:
                return !ValueReader.IsOff(word) && values.TryLabel(directive, word)
                    ? settings with { ControlReaders = word.Text }
                    : settings;
            case DirectiveId.Cpu:
                return !ValueReader.IsOff(word) && values.TryNumber(directive, word, out long cpu)
                    ? settings with { Cpu = (int)cpu }
                    : settings;
            case DirectiveId.SessionReport:
                return ValueReader.IsOff(word) ? settings with { SessionReportUs = 0 }
                    : values.TryDuration(directive, word, out long reportUs)
                        ? settings with { SessionReportUs = reportUs }
                        : settings;
            case DirectiveId.LogBurst:
                return ValueReader.IsOff(word) ? settings with { LogBurst = 0 }
                    : values.TryNumber(directive, word, out long burst)
                        ? settings with { LogBurst = (int)burst }
                        : settings;
            case DirectiveId.Events:
                return TryPath(word, "the file of events", out string file)
                    ? settings with { Events = file }
                    : settings;
            case DirectiveId.MetricsListen:
                return TryListen(word, out Endpoint endpoint) ? settings with { MetricsListen = endpoint } : settings;
            default:
                return settings;
        }
    }

    private bool TryPath(Word word, string what, out string path)
    {
        path = ValueReader.IsOff(word) ? string.Empty : word.Text;
        bool isGood = ValueReader.IsOff(word)
            || (path.StartsWith('/') && !path.EndsWith('/') && path.Length <= MaxSocketPath
                && !path.AsSpan().ContainsAnyExceptInRange(' ', '~'));
        if (!isGood)
        {
            values.Diagnostics.Error(
                ConfigRules.BadPath,
                word.Span,
                $"{ShownText.Quote(word.Text)} cannot be {what}; write an absolute path of at most "
                + $"{MaxSocketPath} printable ASCII characters, or off");
        }

        return isGood;
    }

    private bool TryListen(Word word, out Endpoint endpoint)
    {
        if (ValueReader.IsOff(word))
        {
            endpoint = default;
            return false;
        }

        // Every address of the host is a place to listen, though not one to send to.
        return (Endpoint.TryParse(word.Text, out endpoint) && endpoint.Address.IsUnspecified)
            || addresses.TryEndpoint(word, needsPort: true, out endpoint);
    }

    private int Choice(Directive directive, Word word) =>
        values.Choice(directive.Choices, word, ConfigRules.UnknownWord, $"{directive.Name} cannot be");
}
