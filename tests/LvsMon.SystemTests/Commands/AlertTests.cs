using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Commands;

/// <summary>The alerts to begin with, tested by those who run them.</summary>
public sealed class AlertTests
{
    private const string Rules = "lvsmon.rules.yml";
    private const string Tests = "lvsmon.rules_test.yml";
    private static readonly string Folder = Path.Combine(Repository.Root, "docs/examples");

    [SystemFact("promtool")]
    public void Promtool_TestsOfTheAlerts_Pass()
    {
        (int code, string said) = TestRules(Folder);

        code.Should().Be(0, said);
        said.Should().Contain("SUCCESS");
    }

    /// <summary>Every alert is tested both ways: the tests notice when it never fires, and when it always
    /// does.</summary>
    [SystemFact("promtool")]
    public void Promtool_AlertsThatNeverOrAlwaysFire_AllFailTheTests()
    {
        string rules = File.ReadAllText(Path.Combine(Folder, Rules));
        string[] alerts = [.. Regex.Matches(rules, "- alert: (\\w+)").Select(match => match.Groups[1].Value)];
        Regex condition = new("( expr: )(.+)((?:\n +for: .+)?\n)");
        condition.Matches(rules).Should().HaveCount(alerts.Length).And.HaveCount(16);
        using TempFolder folder = new();
        folder.Write(Tests, File.ReadAllText(Path.Combine(Folder, Tests)));

        folder.Write(Rules, condition.Replace(rules, "$1vector(1) unless vector(1)$3"));
        Failed(folder).Should().BeEquivalentTo(alerts, "each has a time at which it fires");
        folder.Write(Rules, condition.Replace(rules, "$1vector(1)\n"));
        Failed(folder, "exp:\\[\\s*\\]").Should().BeEquivalentTo(alerts, "each has a time at which it does not");
    }

    /// <summary>The alerts of which promtool says that they failed.</summary>
    /// <param name="folder">Where rules and tests are.</param>
    /// <param name="expected">What it says that was expected.</param>
    private static string[] Failed(TempFolder folder, string expected = "exp:\\[")
    {
        (int code, string said) = TestRules(folder.Path);

        code.Should().NotBe(0);
        return
        [
            .. Regex.Matches(said, $"alertname: (\\w+), time: \\w+,\\s*{expected}")
                .Select(match => match.Groups[1].Value).Distinct(),
        ];
    }

    private static (int Code, string Said) TestRules(string folder)
    {
        ProcessStartInfo start = new("promtool", ["test", "rules", Path.Combine(folder, Tests)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        string said = process.StandardError.ReadToEnd() + process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }
}
