using System.Linq;
using System.Reflection;
using FluentAssertions;
using LvsMon.Core.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Planning;

public sealed class PlanningRulesTests
{
    [Fact]
    public void All_EveryRule_StandsOnceInKebabCase()
    {
        object?[] constants =
        [
            .. typeof(PlanningRules).GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(f => f.IsLiteral)
                .Select(f => f.GetRawConstantValue()),
        ];

        PlanningRules.All.Should().BeEquivalentTo(constants).And.OnlyHaveUniqueItems();
        PlanningRules.All.Should().OnlyContain(rule => rule.All(c => c == '-' || char.IsAsciiLetterLower(c)));
    }
}
