using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Conventions.Reading;
using LvsMon.Conventions.Rules;
using Xunit;

namespace LvsMon.Conventions;

/// <summary>One group of rules: held by the tree, and proved able to fire.</summary>
public abstract class RuleGroupTests
{
    /// <summary>Bad sources, at least one for each rule of the group.</summary>
    public abstract IEnumerable<Canary> Canaries();

    /// <summary>All violations of the group's rules in the tree.</summary>
    protected abstract IEnumerable<Violation> Judge(RepositoryTree tree);

    [Fact]
    public void Tree_AsItStands_KeepsTheRules()
    {
        List<Violation> violations = [.. Judge(RepositoryTree.Current).OrderBy(v => v.Path).ThenBy(v => v.Line)];

        Assert.True(violations.Count == 0, $"{violations.Count} violations:\n{string.Join('\n', violations)}");
    }

    [Fact]
    public void BadSources_Judged_ReportExactlyTheirViolations()
    {
        Canaries().SelectMany(c => c.Differences()).Should().BeEmpty();
    }
}
