using System;
using System.Collections.Generic;

namespace LvsMon.Core.Config;

/// <summary>
/// Every directive of <c>lvsmon.conf</c>, once. The parser dispatches from it, suggestions and the reference page are
/// made from it.
/// </summary>
public static class DirectiveCatalogue
{
    /// <summary>All directives in the order of the reference page.</summary>
    public static IReadOnlyList<Directive> All { get; } =
        [.. TopDirectives.All, .. TimingDirectives.All, .. ServiceDirectives.All, .. RealDirectives.All];

    // After All: static members are set in the order of the text.
    private static readonly Dictionary<string, Directive[]> ByName = MakeByName();
    private static readonly Directive[] ById = MakeById();

    /// <summary>One directive.</summary>
    public static Directive Get(DirectiveId id) => ById[(int)id];

    /// <summary>The directive of that name in a block, or null.</summary>
    public static Directive? Find(string name, BlockKinds block)
    {
        if (ByName.TryGetValue(name, out Directive[]? candidates))
        {
            foreach (Directive candidate in candidates)
            {
                if ((candidate.Blocks & block) != 0)
                {
                    return candidate;
                }
            }
        }

        return null;
    }

    /// <summary>A directive of that name wherever it belongs, or null.</summary>
    public static Directive? Find(string name) =>
        ByName.TryGetValue(name, out Directive[]? candidates) ? candidates[0] : null;

    /// <summary>
    /// What a misspelt name in a block was probably meant to be: a directive of that block, else one of another block.
    /// </summary>
    public static Directive? Suggest(string name, BlockKinds block) =>
        SuggestAmong(name, block) ?? SuggestAmong(name, BlockKinds.Anywhere);

    private static Directive? SuggestAmong(string name, BlockKinds block)
    {
        SpellingMatch match = new(name);
        Directive? best = null;
        foreach (Directive directive in All)
        {
            if ((directive.Blocks & block) == 0)
            {
                continue;
            }

            if (match.Improves(directive.Name))
            {
                best = directive;
            }

            foreach (string foreign in directive.Elsewhere)
            {
                if (string.Equals(foreign, name, StringComparison.OrdinalIgnoreCase))
                {
                    return directive;
                }
            }
        }

        return best;
    }

    private static Dictionary<string, Directive[]> MakeByName()
    {
        Dictionary<string, Directive[]> byName = new(StringComparer.Ordinal);
        foreach (Directive directive in All)
        {
            byName[directive.Name] = byName.TryGetValue(directive.Name, out Directive[]? others)
                ? [.. others, directive]
                : [directive];
        }

        return byName;
    }

    private static Directive[] MakeById()
    {
        Directive[] byId = new Directive[All.Count];
        foreach (Directive directive in All)
        {
            byId[(int)directive.Id] = directive;
        }

        return byId;
    }
}
