using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using FluentAssertions;
using LvsMon.Conventions.Reading;
using Xunit;

namespace LvsMon.Conventions;

/// <summary>What <c>.ci/run</c> makes of tests that were skipped: <c>.ci/results</c>, run by bash on result files of a
/// few lines, and the list that it goes by.</summary>
public sealed class SkippedTestTests
{
    private const string Run = """
        <TestRun>
          <Results>
            <UnitTestResult testId="1" testName="A.B.One_Case_Passes" duration="0" outcome="Passed" />
            <UnitTestResult testId="2" testName="A.B.Two_Case_Waits" duration="0" outcome="NotExecuted">
              <Output><StdOut>&lt;UnitTestResult testName="A.B.Said" outcome="NotExecuted"</StdOut></Output>
            </UnitTestResult>
            <UnitTestResult testId="3" testName="A.B.Three_Case_Waits(text: &quot;a b&quot;)" outcome="NotExecuted" />
          </Results>
          <ResultSummary outcome="Completed">
            <Counters total="3" executed="1" passed="1" failed="0" notExecuted="2" />
          </ResultSummary>
        </TestRun>
        """;

    [Fact]
    public void Skip_WithoutAName_FailsAndIsPrinted() => Check("# A.B.Two_Case_Waits  no\n").Should().Be(
        (1, "skipped, and list does not name it with a reason: A.B.Three_Case_Waits\n"
            + "skipped, and list does not name it with a reason: A.B.Two_Case_Waits\n"));

    [Fact]
    public void Skip_NamedWithoutAReason_Fails() =>
        Check("A.B.Two_Case_Waits\nA.B.Three_Case_Waits  no kernel\n").Should().Be(
            (1, "skipped, and list does not name it with a reason: A.B.Two_Case_Waits\n"));

    [Fact]
    public void Skip_NamedWithAReason_Passes() =>
        Check("A.B.Two_Case_Waits  no kernel\nA.B.Three_Case_Waits  no kernel\n").Should().Be((0, ""));

    [Fact]
    public void Name_OfATestThatRan_IsToldAndPasses() => Check(
        "A.B.Two_Case_Waits  no kernel\nA.B.Three_Case_Waits  no kernel\nA.B.One_Case_Passes  no kernel\n").Should().Be(
        (0, "named in list, and not skipped here: A.B.One_Case_Passes\n"));

    [Fact]
    public void Sum_OfARunWithSkips_CountsThem() =>
        Bash("sum_results && echo \"$summary\"", "").Should().Be((0, "1 passed, 0 failed, 2 skipped\n"));

    [Fact]
    public void List_OfTheRepository_NamesTestsThatExist() =>
        RepositoryTree.Current.Text(".ci/skips").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Where(line => !Exists(line.Split(' ')[0]))
            .Should().BeEmpty();

    [Theory]
    [InlineData("LvsMon.Conventions.SkippedTestTests.List_OfTheRepository_NamesTestsThatExist", true)]
    [InlineData("LvsMon.Conventions.SkippedTestTests.List_OfTheRepository_IsGone", false)]
    [InlineData("LvsMon.Conventions.CanaryTests.List_OfTheRepository_NamesTestsThatExist", false)]
    public void Name_InTheList_IsLookedUpByClassAndMethod(string name, bool exists) =>
        Exists(name).Should().Be(exists);

    /// <summary>A test of an abstract class is named after the class that inherits it: only both parts are looked
    /// up.</summary>
    private static bool Exists(string name)
    {
        string[] words = name.Split('.');
        SourceFile[] tests = [.. RepositoryTree.Current.Sources
            .Where(f => f.Path.StartsWith("tests/", StringComparison.Ordinal))];
        return tests.SelectMany(f => f.AllTypes).Any(t => t.Name == words[^2].Split('+')[^1])
            && tests.SelectMany(f => f.AllTypes).SelectMany(t => t.Members).Any(m => m.Name == words[^1]);
    }

    private static (int Code, string Output) Check(string list) => Bash("check_skips list results/*.trx", list);

    /// <summary>As <c>.ci/run</c> does: every error ends, but for what stands before ||.</summary>
    private static (int Code, string Output) Bash(string command, string list)
    {
        string folder = Directory.CreateTempSubdirectory("lvsmon-skips").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "results"));
            File.WriteAllText(Path.Combine(folder, "results/one.trx"), Run);
            File.WriteAllText(Path.Combine(folder, "list"), list);
            File.WriteAllText(Path.Combine(folder, "functions"), RepositoryTree.Current.Text(".ci/results"));
            ProcessStartInfo start = new("bash", ["-c", $"""
                set -euo pipefail
                results=results
                . ./functions
                bad=0
                {command} || bad=1
                exit $bad
                """])
            { WorkingDirectory = folder, RedirectStandardOutput = true };
            using Process bash = Process.Start(start)!;
            string output = bash.StandardOutput.ReadToEnd();
            bash.WaitForExit();
            return (bash.ExitCode, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
