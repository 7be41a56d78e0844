using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Text;
using FluentAssertions;
using LvsMon.Composition;
using LvsMon.Core.Checks;
using LvsMon.Core.Planning;
using LvsMon.Tests.Commands;
using LvsMon.Tests.Support;
using Xunit;

namespace LvsMon.Tests.Composition;

/// <summary>The rules of planning and of the checks' options, one <c>invalid-RULE.conf</c> each, with the real
/// plugins.</summary>
public sealed class PlanLoaderTests
{
    private static readonly string Folder = CommandReference.RepositoryFile("tests/LvsMon.Tests/Composition/testdata");

    public static IEnumerable<object[]> Names =>
        Directory.GetFiles(Folder, "invalid-*.conf").Select(path => new object[] { Path.GetFileName(path) });

    [Theory]
    [MemberData(nameof(Names))]
    public void InvalidFile_Loaded_ReportsExactlyWhatItSays(string name)
    {
        string path = Path.Combine(Folder, name);
        string expected = File.ReadAllLines(path)[0]["# expect ".Length..];

        LoadedPlan loaded = PlanLoader.Load(path, null, PlanLimits.Unlimited);

        bool onlyWarns = expected.StartsWith(PlanningRules.ShortSilence, StringComparison.Ordinal)
            || expected.StartsWith(PlanningRules.SlowStartWeight, StringComparison.Ordinal);
        (loaded.Plan is not null).Should().Be(onlyWarns);
        loaded.Diagnostics.InFileOrder.Select(d => $"{d.Rule} {d.Span.Line}:{d.Span.Column}")
            .Should().Equal([expected], because: loaded.FirstError());
        loaded.Diagnostics.InFileOrder[0].Message.Should().NotContainAny("Exception", "System.", "LvsMon.");
    }

    [Fact]
    public void Rules_OfPlanningAndChecks_HaveAFileEach()
    {
        // Their files would have to name 200 000 checks a second, 4 096 hanging servers or a program: made below.
        string[] made = [PlanningRules.Load, PlanningRules.InFlight, PlanningRules.ProgramFile];

        Names.Select(name => (string)name[0]).Should().BeEquivalentTo(
            PlanningRules.All.Concat(CheckRules.All).Except(made).Select(rule => $"invalid-{rule}.conf"));
    }

    [Fact]
    public void Load_BeyondWhatCouldBeMet_IsRefusedWithNumbers()
    {
        using TestFile file = Services("10ms", 2500);

        LoadedPlan loaded = PlanLoader.Load(file.Path, null, PlanLimits.Unlimited);

        loaded.Plan.Should().BeNull();
        loaded.Diagnostics.InFileOrder.Select(d => d.Rule).Should().Contain(PlanningRules.Load);
        loaded.FirstError().Should().Contain("250000");
    }

    [Fact]
    public void Load_ThatOnlyHangingServersWouldExceed_IsAWarningWithNumbers()
    {
        using TestFile file = Services("1s", 1000, "global {\n    max-in-flight 500\n}\n");

        LoadedPlan loaded = PlanLoader.Load(file.Path, null, PlanLimits.Unlimited);

        loaded.Plan.Should().NotBeNull();
        loaded.Diagnostics.ErrorCount.Should().Be(0);
        loaded.Diagnostics.InFileOrder.Select(d => d.Rule).Should().Equal(PlanningRules.InFlight);
        loaded.Diagnostics.InFileOrder[0].Message.Should().Contain("1000 checks").And.Contain("500 may be");
    }

    [Fact]
    public void Program_ThatIsNotThere_IsRefused()
    {
        using TestFile file = WithProgram("/nonexistent/check");

        LoadedPlan loaded = PlanLoader.Load(file.Path, null, PlanLimits.Unlimited);

        loaded.Plan.Should().BeNull();
        loaded.FirstError().Should().Contain("is not there");
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void Program_ThatOthersCanWrite_IsAWarning()
    {
        using TestFile program = new("#!/bin/sh\n");
        using TestFile file = WithProgram(program.Path);
        File.SetUnixFileMode(program.Path, UnixFileMode.UserExecute | UnixFileMode.UserRead | UnixFileMode.OtherWrite);

        LoadedPlan loaded = PlanLoader.Load(file.Path, null, PlanLimits.Unlimited);

        loaded.Plan.Should().NotBeNull();
        loaded.Diagnostics.InFileOrder.Select(d => d.Rule).Should().Equal(PlanningRules.ProgramFile);
    }

    private static TestFile WithProgram(string program) => new(
        $"virtual tcp 192.0.2.80:80 {{\n    check exec --program {program}\n    real 10.0.0.1:80\n}}\n");

    private static TestFile Services(string interval, int reals, string before = "")
    {
        StringBuilder text = new($"{before}virtual tcp 192.0.2.80:80 {{\n    interval {interval}\n");
        for (int i = 0; i < reals; i++)
        {
            text.Append($"    real 10.0.{i / 250}.{(i % 250) + 1}:80\n");
        }

        return new TestFile(text.Append("}\n").ToString());
    }
}
