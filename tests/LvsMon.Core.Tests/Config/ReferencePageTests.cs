using System;
using System.IO;
using FluentAssertions;
using Xunit;

namespace LvsMon.Core.Tests.Config;

public sealed class ReferencePageTests
{
    [Theory]
    [InlineData("directives")]
    [InlineData("rules")]
    public void ReferencePage_Table_IsWhatTheProgramKnows(string table)
    {
        string page = File.ReadAllText(Path.Combine(TestFolders.Root, "docs/reference/config.md"));
        string begin = $"<!-- {table}: compared with the program by a test -->\n";
        int start = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        start.Should().BeGreaterThan(begin.Length);
        int end = page.IndexOf($"<!-- end of {table} -->", start, StringComparison.Ordinal);

        string expected = table == "rules" ? ReferencePage.Rules() : ReferencePage.Directives();

        page[start..end].Trim().Should().Be(expected.Trim());
    }
}
