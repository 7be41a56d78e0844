using System.Collections.Generic;
using System.Linq;
using LvsMon.Conventions.Rules;

namespace LvsMon.Conventions;

/// <summary>
/// A bad source and what must be found in it, so that a rule that has stopped firing is itself found.
/// </summary>
/// <param name="Rule">The one rule that the source breaks.</param>
/// <param name="Found">What the rule reports.</param>
/// <param name="Places">Where exactly, as <see cref="Violation.Place"/>; nothing else may be reported.</param>
public sealed record Canary(Rule Rule, IEnumerable<Violation> Found, params string[] Places)
{
    /// <summary>What was expected but not reported, and the other way round; empty when the rule works.</summary>
    public IEnumerable<string> Differences()
    {
        List<string> expected = [.. Places.Select(p => $"{p}: {Rule}")];
        List<string> found = [.. Found.Select(v => $"{v.Place}: {v.Rule}")];
        return expected.Except(found).Select(e => $"not reported: {e}")
            .Concat(found.Except(expected).Select(f => $"reported but harmless: {f}"))
            .Concat(found.Count == expected.Count ? [] : [$"{Rule}: {found.Count} reports, {expected.Count} expected"]);
    }
}
