using System.Linq;
using System.Reflection;
using FluentAssertions;
using LvsMon.Core.Config;
using Xunit;

namespace LvsMon.Core.Tests.Config;

public sealed class ConfigRulesTests
{
    [Fact]
    public void ConfigRules_All_HoldsEveryConstantOnce()
    {
        string[] constants =
        [
            .. typeof(ConfigRules).GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!),
        ];

        ConfigRules.All.Should().BeEquivalentTo(constants).And.OnlyHaveUniqueItems();
        ConfigRules.All.Should().OnlyContain(r => r.All(c => char.IsAsciiLetterLower(c) || c == '-' || c == '8'));
    }
}
