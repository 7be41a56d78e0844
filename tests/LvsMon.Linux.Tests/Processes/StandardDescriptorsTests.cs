using System;
using System.Globalization;
using System.IO;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Processes;
using LvsMon.Linux.Tests.Support;
using Xunit;

namespace LvsMon.Linux.Tests.Processes;

public sealed class StandardDescriptorsTests
{
    [Theory]
    [InlineData("0<&- 1>&- 2>&-", 3)]
    [InlineData("2>&-", 1)]
    [InlineData("", 0)]
    public void Ensure_InAProcessStartedWithClosedOnes_PutsDevNullThere(string redirections, int expected)
    {
        using TemporaryFolder folder = new();
        using CommandHarness harness = new();
        string command = $"{Program.DotnetPath} {Program.AssemblyPath} descriptors {folder.File("seen")}";
        string script = $"exec {command} {redirections}";

        harness.Shell(script).Should().Be(new CommandExit(false, 0), harness.ErrorText);
        string[] seen = File.ReadAllLines(folder.File("seen"));
        seen[0].Should().Be("None");
        seen[1..].Should().HaveCount(3);
        seen[1..].Should().Match(links => links.Count(link => link == "/dev/null") == expected);
    }

    [Fact]
    public void Ensure_WhenAllAreOpen_ChangesNothing()
    {
        int before = Descriptors.Count();

        StandardDescriptors.Ensure().Should().Be(OsError.None);
        Descriptors.Count().Should().Be(before);
    }

    [Fact]
    public void Raise_OfTheDescriptorLimit_ReachesTheHardOne()
    {
        int limit = DescriptorLimit.Raise();

        string line = File.ReadAllLines("/proc/self/limits").Single(text => text.StartsWith("Max open files"));
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        words[3].Should().Be(words[4]).And.Be(limit.ToString(CultureInfo.InvariantCulture));
    }
}
