using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using Xunit;

namespace LvsMon.Core.Tests.Config;

public sealed class InvalidFileTests
{
    public static IEnumerable<object[]> Names =>
        InvalidFile.NamesIn(TestFolders.TestData).Select(name => new object[] { name });

    [Theory]
    [MemberData(nameof(Names))]
    public void InvalidFile_Read_ReportsExactlyWhatItSays(string name)
    {
        InvalidFile file = InvalidFile.Load(TestFolders.TestData, name);
        MemoryConfigFiles files = new MemoryConfigFiles().WithFolder(TestFolders.TestData);

        ReadResult result = ReadResult.Of(files, name, limits: file.Limits);

        result.All.Where(d => !file.Allowed.Contains(d.Rule)).Select(d => $"{Place(result, d)} {d.Rule}")
            .Should().BeEquivalentTo(file.Expected, because: result.Text);
        file.Expected.Should().NotBeEmpty().And.OnlyContain(e => e.EndsWith(" " + file.Rule));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void InvalidFile_Message_SaysWhatToDoInPlainWords(string name)
    {
        InvalidFile file = InvalidFile.Load(TestFolders.TestData, name);
        MemoryConfigFiles files = new MemoryConfigFiles().WithFolder(TestFolders.TestData);

        ReadResult result = ReadResult.Of(files, name, limits: file.Limits);

        foreach (Diagnostic diagnostic in result.All)
        {
            diagnostic.Message.Should().NotContainAny("Exception", "System.", "LvsMon.", "{0}", "TimingField")
                .And.NotMatchRegex("[\\x00-\\x1f]").And.NotEndWith(".");
            diagnostic.Message.Length.Should().BeInRange(20, 250);
        }
    }

    [Fact]
    public void ConfigRules_EachRule_HasItsFile()
    {
        InvalidFile.NamesIn(TestFolders.TestData)
            .Should().BeEquivalentTo(ConfigRules.All.Select(rule => $"invalid-{rule}.conf"));
    }

    private static string Place(ReadResult result, Diagnostic diagnostic) =>
        $"{result.Configuration.Files[diagnostic.Span.File].Path}:{diagnostic.Span.Line}:{diagnostic.Span.Column}";
}
