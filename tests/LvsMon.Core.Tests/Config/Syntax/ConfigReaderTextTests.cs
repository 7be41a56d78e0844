using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Config.Syntax;
using LvsMon.Core.Values;
using Xunit;

namespace LvsMon.Core.Tests.Config.Syntax;

public sealed class ConfigReaderTextTests
{
    private const string Service = "virtual tcp 192.0.2.80:80 {\n real 10.0.0.11:80\n}\n";

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "")]
    [InlineData("\n", "\ufeff")]
    [InlineData("\r\n", "\ufeff")]
    public void ConfigReader_LineEndsAndByteOrderMark_MakeNoDifference(string end, string mark)
    {
        ReadResult result = ReadResult.Of(mark + (Service + "rise").Replace("\n", end));

        result.Configuration.Services.Should().ContainSingle().Which.Span.Column.Should().Be(1);
        result.All.Should().ContainSingle().Which.Span.Should().Be(new SourceSpan(0, 4, 1, 4));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a#b", "a#b")]
    [InlineData("\\d+$", "\\d+$")]
    [InlineData("$x{", "$x{")]
    [InlineData("\"a b\"", "a b")]
    [InlineData("\"\"", "")]
    [InlineData("\"# { }\"", "# { }")]
    [InlineData("\"\\\"\\\\\\n\\t\\x41\"", "\"\\\n\tA")]
    [InlineData("\"\\x24{A}\"", "${A}")]
    [InlineData("${A}", "x y")]
    [InlineData("<${A}|${B-1}>", "<x y|>")]
    [InlineData("\"${A}\"", "x y")]
    [InlineData("Grüße", "Grüße")]
    [InlineData("plain # comment \" {", "plain")]
    [InlineData("\tplain\t ", "plain")]
    public void Word_AsWritten_Means(string written, string meant)
    {
        CheckReference check = ReadResult.Good($"set A \"x y\"\nset B-1 \"\"\ncheck c tcp {written}\n{Service}")
            .NamedChecks.Single().Check;

        check.Options.Select(o => o.Text).Should().Equal(meant);
    }

    [Fact]
    public void Word_BytesByNumber_StayBytes()
    {
        Configuration configuration = ReadResult.Good($"check c tcp \"\\xff\\x00ÿ\"\n{Service}");

        Word word = configuration.NamedChecks.Single().Check.Options.Single();

        ByteText.ToBytes(word.Text).Should().Equal(0xFF, 0x00, 0xC3, 0xBF);
    }

    [Fact]
    public void Include_Pattern_ReadsAllByNameAtItsPlace()
    {
        MemoryConfigFiles files = new MemoryConfigFiles()
            .With("/etc/lvsmon.conf", "set PORT 80\ninclude lvsmon.d/*.conf\n")
            .With("/etc/lvsmon.d/b.conf", "virtual tcp 192.0.2.2:80 {\n include /srv/reals\n}\n")
            .With("/etc/lvsmon.d/a.conf", "virtual tcp 192.0.2.1:${PORT} {\n real 10.0.0.1:80\n}\n")
            .With("/etc/lvsmon.d/a.txt", "nonsense\n")
            .With("/srv/reals", "real 10.0.0.2:80\nreal 10.0.0.3:80\n");

        ReadResult result = ReadResult.Of(files, "/etc/lvsmon.conf");

        result.Text.Should().BeEmpty();
        result.Configuration.Services.Select(s => s.Name).Should().Equal("tcp 192.0.2.1:80", "tcp 192.0.2.2:80");
        result.Configuration.Services[1].Reals.Should().HaveCount(2);
        result.Configuration.Files.Select(f => f.Path).Should().Equal(
            "/etc/lvsmon.conf", "/etc/lvsmon.d/a.conf", "/etc/lvsmon.d/b.conf", "/srv/reals");
    }

    [Fact]
    public void Include_PatternWithoutMatch_IsNoMistake() =>
        ReadResult.Good("include /etc/lvsmon.d/*.conf\n" + Service).Services.Should().ContainSingle();

    [Fact]
    public void Include_ClosingBraceForTheOuterFile_IsRefused()
    {
        MemoryConfigFiles files = new MemoryConfigFiles()
            .With(ReadResult.Path, "virtual tcp 192.0.2.80:80 {\n include x\n real 10.0.0.11:80\n}\n").With("x", "}\n");

        ReadResult.Of(files).All.Select(d => (d.Rule, d.Span.File)).Should().Equal((ConfigRules.StrayClose, 1));
    }

    [Fact]
    public void Include_Doubling_IsBounded()
    {
        MemoryConfigFiles files = new();
        for (int i = 0; i < 15; i++)
        {
            files.With(i == 0 ? ReadResult.Path : $"f{i}", $"include f{i + 1}\ninclude f{i + 1}\n");
        }

        ReadResult result = ReadResult.Of(files.With("f15", ""), limits: new ConfigLimits { Files = 500 });

        result.All.Select(d => d.Rule).Should().Equal(ConfigRules.TooManyFiles);
        files.Reads.Should().Be(500);
    }

    [Fact]
    public void Variables_Doubling_IsBounded()
    {
        StringBuilder text = new("set A0 0123456789\n");
        for (int i = 1; i < 40; i++)
        {
            text.Append($"set A{i} ${{A{i - 1}}}${{A{i - 1}}}\n");
        }

        ReadResult result = ReadResult.Of(text.ToString());

        result.All.Select(d => d.Rule).Should().Equal(ConfigRules.WordTooLong);
    }

    [Fact]
    public void File_Unreadable_SaysWhy() =>
        ReadResult.Of(new MemoryConfigFiles(), "/etc/lvsmon.conf").Text.Should().Be(
            "/etc/lvsmon.conf:1:1: error: cannot read \"/etc/lvsmon.conf\": no such file\n"
            + "1 error in /etc/lvsmon.conf; nothing was changed\n");

    [Fact]
    public void File_LongerThanTheLimit_IsRefusedUnread()
    {
        byte[] large = new byte[(64 * 1024 * 1024) + 1];

        ReadResult.Of(new MemoryConfigFiles().With(ReadResult.Path, large)).Text.Should().Be(
            "lvsmon.conf:1:1: error: \"lvsmon.conf\" is longer than 64 MiB\n"
            + "1 error in lvsmon.conf; nothing was changed\n");
    }

    [Fact]
    public void File_Utf16_IsCalledNoText() =>
        ReadResult.Of(new MemoryConfigFiles().With(ReadResult.Path, Encoding.Unicode.GetBytes(Service))).All
            .Should().ContainSingle().Which.Rule.Should().Be(ConfigRules.NulByte);

    [Fact]
    public void Files_TogetherLongerThanTheLimit_AreRefusedOnce()
    {
        MemoryConfigFiles files = new MemoryConfigFiles()
            .With(ReadResult.Path, "include a\ninclude a\ninclude a\n" + Service).With("a", new string('#', 300));

        ReadResult result = ReadResult.Of(files, limits: new ConfigLimits { Bytes = 500 });

        result.All.Should().ContainSingle().Which.Message.Should().Be("the files together are longer than 500 bytes");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n\n   \t\r\n")]
    [InlineData("\ufeff")]
    public void File_WithoutAnyDirective_IsCalledEmpty(string text) =>
        ReadResult.Of(text).All.Should().ContainSingle().Which.Message.Should().StartWith("the configuration is empty");

    [Fact]
    public void Blocks_NestedDeep_AreReadInBoundedSpace()
    {
        StringBuilder text = new(Service);
        for (int i = 0; i < 100_000; i++)
        {
            text.Append("nonsense {\n");
        }

        ReadResult.Of(text.ToString()).All.Select(d => d.Rule).Should().Equal(ConfigRules.UnknownDirective);
    }
}
