using System.Text;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Tests.Config;
using Xunit;

namespace LvsMon.Core.Tests.Planning;

/// <summary>Options that name files.</summary>
public sealed class OptionFilesTests
{
    private static readonly CheckOption Authorities = new("--ca", "FILE", "A file.") { IsFile = true };
    private static readonly SourceSpan Place = new(0, 1, 1, 4);
    private readonly Diagnostics _diagnostics = new();
    private readonly MemoryConfigFiles _files = new();

    [Fact]
    public void Load_OfAFile_PutsItsContentBesideTheOption()
    {
        _files.With("/etc/ca.pem", "one");

        Encoding.ASCII.GetString(Load("/etc/ca.pem").Content(Authorities).Span).Should().Be("one");
        _diagnostics.InFileOrder.Should().BeEmpty();
    }

    [Fact]
    public void Canonical_OfAFile_HasItsPathAndNothingOfItsContent()
    {
        _files.With("/a", "secret");

        Load("/a").Canonical([Authorities]).Should().Be("--ca \"/a\"", "it is shown in logs, and a key may be in it");
    }

    [Theory]
    [InlineData("ca.pem", "write the whole path")]
    [InlineData("/none", "cannot be read: no such file")]
    public void Load_OfWhatCannotBeRead_IsReportedAtTheValue(string path, string message)
    {
        Load(path);

        Diagnostic mistake = _diagnostics.InFileOrder.Should().ContainSingle().Subject;
        mistake.Message.Should().Contain(message);
        mistake.Span.Column.Should().Be(7);
    }

    private CheckOptionValues Load(string path)
    {
        CheckOptionValues values = new();
        values.Add(Authorities, new Word(path, new SourceSpan(0, 1, 7, path.Length), Quoted: false));
        OptionFiles.Load(
            values, _files, needsWholePath: true, new CheckOptionDiagnostics(values, Place, _diagnostics));
        return values;
    }
}
