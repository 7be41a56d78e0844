using System.Collections.Generic;
using LvsMon.Core.Checks;

namespace LvsMon.Checks;

/// <summary>Options that say the same thing in different ways: a check takes one of them at most.</summary>
internal static class OneOf
{
    /// <summary>Finds the one that is given.</summary>
    /// <param name="ways">The options, in the order in which they are named to the operator.</param>
    /// <param name="given">What is given.</param>
    /// <param name="diagnostics">Where two are reported.</param>
    /// <param name="way">The one, null for none.</param>
    /// <returns>False when two are given.</returns>
    internal static bool TryFind(
        IReadOnlyList<CheckOption> ways, CheckOptionValues given, ICheckDiagnostics diagnostics, out CheckOption? way)
    {
        way = null;
        foreach (CheckOption option in ways)
        {
            if (!given.Has(option))
            {
                continue;
            }

            if (way is not null)
            {
                diagnostics.Error($"{way.Name} and {option.Name} do not go together; keep one");
                return false;
            }

            way = option;
        }

        return true;
    }
}
