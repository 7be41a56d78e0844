using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Tests.Notify;
using LvsMon.Core.Values;
using Xunit;

namespace LvsMon.Core.Tests.Planning;

public sealed class NotifyRulesTests
{
    [Theory]
    [InlineData("/gone", PlanningRules.NotifyProgram, true)]
    [InlineData("/open", PlanningRules.ProgramFile, false)]
    public void Build_ProgramThatIsNotAsItShouldBe_IsToldOnceForAllServices(string path, string rule, bool isRefused)
    {
        Diagnostics diagnostics = new();
        Configuration configuration = Draft.Configuration(
            NotifyScene.Service(80, 1, $"up {path}", $"down {path} x"), NotifyScene.Service(81, 1, $"any {path}"));

        Plan? plan = PlanBuilder.Build(
            configuration,
            Draft.Plugins(),
            PlanLimits.Unlimited,
            diagnostics,
            new PlanHost(new NoConfigFiles(), null, new Files()));

        diagnostics.InFileOrder.Should().ContainSingle().Which.Rule.Should().Be(rule);
        (plan is null).Should().Be(isRefused);
    }

    [Fact]
    public void Build_GoodProgram_StandsInThePlan()
    {
        Plan plan = Draft.Plan(NotifyScene.Service(80, 1, "up /good"), NotifyScene.Service(81, 1));

        plan.Services.Select(service => service.Notify.Lines.Length).Should().Equal(1, 0);
    }

    private sealed class Files : IProgramFiles
    {
        private static readonly Dictionary<string, string> Refused = new() { ["/gone"] = "is not there" };

        public string? Refusal(ExternalProgram program) => Refused.GetValueOrDefault(program.Path);

        public string? Doubt(ExternalProgram program) => program.Path == "/open" ? "can be written by all" : null;
    }
}
