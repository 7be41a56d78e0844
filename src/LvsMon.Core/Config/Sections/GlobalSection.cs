using LvsMon.Core.Config.Syntax;

namespace LvsMon.Core.Config.Sections;

/// <summary>Reads the <c>global</c> block.</summary>
internal sealed class GlobalSection(ValueReader values)
{
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
            default:
                return settings;
        }
    }

    private int Choice(Directive directive, Word word) =>
        values.Choice(directive.Choices, word, ConfigRules.UnknownWord, $"{directive.Name} cannot be");
}
