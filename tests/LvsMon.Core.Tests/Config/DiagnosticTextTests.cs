using System;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using Xunit;

namespace LvsMon.Core.Tests.Config;

public sealed class DiagnosticTextTests
{
    [Fact]
    public void DiagnosticText_SeveralMistakes_HasTheDocumentedForm()
    {
        ReadResult result = ReadResult.Of(
            "virtual tcp 10.0.0.300:80 {\n    schedular rr\n    real 10.0.0.1:80 weight 70000\n}\n");

        result.Text.Should().Be(
            """
            lvsmon.conf:1:13: error: "10.0.0.300" is not an IPv4 or IPv6 address
                1 | virtual tcp 10.0.0.300:80 {
                  |             ^^^^^^^^^^
            lvsmon.conf:2:5: error: unknown directive "schedular" in virtual; did you mean "scheduler"?
                2 |     schedular rr
                  |     ^^^^^^^^^
            lvsmon.conf:3:29: error: weight cannot be "70000"; write 0 to 65535
                3 |     real 10.0.0.1:80 weight 70000
                  |                             ^^^^^
            3 errors in lvsmon.conf; nothing was changed

            """);
    }

    [Fact]
    public void DiagnosticText_OneError_IsCountedInTheSingular() =>
        ReadResult.Of("").Text.Should()
            .StartWith("lvsmon.conf:1:1: error: the configuration is empty; write at least virtual tcp ADDRESS:PORT {")
            .And.EndWith("\n1 error in lvsmon.conf; nothing was changed\n");

    [Fact]
    public void DiagnosticText_WarningOnly_DoesNotClaimARefusal() =>
        ReadResult.Of("virtual tcp 192.0.2.80:80 {\n}\n").Text.Should()
            .StartWith("lvsmon.conf:1:1: warning: ").And.EndWith("\n1 warning in lvsmon.conf\n");

    [Fact]
    public void DiagnosticText_ErrorsAndWarnings_CountsBoth() =>
        ReadResult.Of("rise 3\nrise 4\nvirtual tcp 192.0.2.80:80 {\n}\n").Text.Should()
            .EndWith("\n2 errors and 1 warning in lvsmon.conf; nothing was changed\n");

    [Fact]
    public void DiagnosticText_NoDiagnostic_IsEmpty() =>
        DiagnosticText.Format(new Diagnostics(), []).Should().BeEmpty();

    [Fact]
    public void DiagnosticText_MistakeInIncludedFile_NamesThatFile()
    {
        MemoryConfigFiles files = new MemoryConfigFiles()
            .With("/etc/lvsmon.conf", "include lvsmon.d/web.conf\nnothing\n")
            .With("/etc/lvsmon.d/web.conf", "# web\nalso-nothing\n");

        ReadResult.Of(files, "/etc/lvsmon.conf").Text.Split('\n').Where(l => l.Contains("error")).Should().Equal(
            "/etc/lvsmon.conf:2:1: error: unknown directive \"nothing\"",
            "/etc/lvsmon.d/web.conf:2:1: error: unknown directive \"also-nothing\"",
            "2 errors in /etc/lvsmon.conf; nothing was changed");
    }

    [Fact]
    public void DiagnosticText_ManyMistakes_AreBoundedAndCounted()
    {
        Diagnostics diagnostics = new();
        for (int i = 0; i < Diagnostics.Kept + 5; i++)
        {
            diagnostics.Error("x", new SourceSpan(0, 1, 1, 0), "m");
        }

        string text = DiagnosticText.Format(diagnostics, [new SourceFile("f", [])]);

        text.Should().EndWith("\n5 more are not shown\n1005 errors in f; nothing was changed\n");
        text.Split('\n').Should().HaveCount(Diagnostics.Kept + 3);
    }

    [Theory]
    [InlineData("\tab\tcd", 4, 2, "    ab  cd", 8, 2)]
    [InlineData("abc", 0, 3, "abc", 0, 3)]
    [InlineData("abc", 3, 1, "abc", 3, 1)]
    [InlineData("a\u001b[31mb", 1, 1, "a\\x1b[31mb", 1, 4)]
    [InlineData("a\u202eb", 2, 1, "a\\u202eb", 7, 1)]
    [InlineData("Zürich x", 7, 1, "Zürich x", 7, 1)]
    public void LineExcerpt_Characters_KeepTheCaretInPlace(
        string line, int start, int length, string text, int caretStart, int caretLength) =>
        LineExcerpt.Of(line, start, length).Should().Be(new LineExcerpt(text, caretStart, caretLength));

    [Theory]
    [InlineData(0, 5)]
    [InlineData(500, 5)]
    [InlineData(990, 10)]
    [InlineData(20, 900)]
    public void LineExcerpt_LongLine_IsCutAroundTheMistake(int start, int length)
    {
        string line = new string('a', start) + new string('b', length) + new string('c', 1000 - start - length);

        LineExcerpt excerpt = LineExcerpt.Of(line, start, length);

        excerpt.Text.Length.Should().BeInRange(LineExcerpt.Width, LineExcerpt.Width + 6);
        excerpt.Text.IndexOf('b', StringComparison.Ordinal).Should().Be(excerpt.CaretStart);
        excerpt.Text.Count(c => c == 'b').Should().Be(excerpt.CaretLength);
        excerpt.CaretLength.Should().Be(Math.Min(length, LineExcerpt.Width - Math.Min(start, 20)));
        excerpt.Text.StartsWith("...", StringComparison.Ordinal).Should().Be(start > 40);
    }

    [Fact]
    public void ShownText_LongWord_IsCut() =>
        ShownText.Quote(new string('x', 100)).Should().Be("\"" + new string('x', 64) + "...\"");
}
