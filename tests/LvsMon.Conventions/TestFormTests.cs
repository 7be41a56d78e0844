using System.Collections.Generic;
using System.Linq;
using LvsMon.Conventions.Reading;
using LvsMon.Conventions.Rules;

namespace LvsMon.Conventions;

public sealed class TestFormTests : RuleGroupTests
{
    private const string Path = "tests/LvsMon.Core.Tests/A.cs";

    public override IEnumerable<Canary> Canaries()
    {
        yield return new(Rule.TestName, TestRules.Find(new(Path, """
            sealed class A
            {
                [Fact] public void Clock_AtStart_IsZero() => Assert.True(true);
                [Fact] public void ClockStarts() => Assert.True(true);
                [Xunit.Theory, InlineData("a")] public void Clock_at_start(string a) => Assert.True(true);
                public void Just_Help() { }
                [SystemFact]
                public void Clock_AtStart_Is_0() { 1.Should().Be(1); }
            }
            """)), $"{Path}:4", $"{Path}:5");
        yield return new(Rule.TestSkip, TestRules.Find(new(Path, """
            sealed class A
            {
                [Fact(DisplayName = "Skip = 1", Skip = "slow")]
                public void Clock_AtStart_IsZero() => Assert.True(true);
                [Fact(DisplayName = "Skip = 1")]
                public void Clock_AtEnd_IsZero() => Assert.True(true);
            }
            """)), $"{Path}:4");
        yield return new(Rule.TestAssertion, TestRules.Find(new(Path, """
            sealed class A
            {
                [Fact]
                public void Clock_AtStart_ShouldBeZero() { string s = "Assert"; } // Assert
                [Fact]
                public void Clock_AtStart_IsZero() { AssertZero(); }
            }
            """)), $"{Path}:4");
    }

    protected override IEnumerable<Violation> Judge(RepositoryTree tree) => tree.Sources.SelectMany(TestRules.Find);
}
