using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Conventions.Reading;
using LvsMon.Conventions.Rules;
using Xunit;

namespace LvsMon.Conventions;

/// <summary>The court itself: it looks at something, and every rule has a canary.</summary>
public sealed class RuleListTests
{
    [Fact]
    public void EveryRule_InTheList_HasACanary()
    {
        IEnumerable<Rule> proved = typeof(RuleListTests).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(RuleGroupTests)))
            .Select(t => (RuleGroupTests)Activator.CreateInstance(t)!)
            .SelectMany(g => g.Canaries())
            .Where(c => c.Places.Length > 0)
            .Select(c => c.Rule);

        proved.Distinct().Should().BeEquivalentTo(Enum.GetValues<Rule>());
    }

    [Theory]
    [InlineData("src/LvsMon.Core/Os/IClock.cs")]
    [InlineData("tests/LvsMon.Conventions/RuleListTests.cs")]
    public void Tree_Read_HasTheSource(string path)
    {
        RepositoryTree.Current.Sources.Should().ContainSingle(f => f.Path == path)
            .Which.Types.Should().ContainSingle();
    }

    [Fact]
    public void Tree_Read_LeavesOutBuildOutput()
    {
        RepositoryTree.Current.Paths.Should().NotContain(p => p.Contains("/obj/") || p.Contains("/bin/"));
    }
}
