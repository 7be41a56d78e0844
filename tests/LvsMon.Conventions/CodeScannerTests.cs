using System.Linq;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.Conventions.Reading;
using Xunit;

namespace LvsMon.Conventions;

public sealed class CodeScannerTests
{
    [Theory]
    [InlineData("a /* b */ c // d", "a c")]
    [InlineData("a /* b", "a")]
    [InlineData("x = 'y';", "x = ;")]
    [InlineData(@"x = '\''; z", "x = ; z")]
    [InlineData("'{' + '\"' + b", "+ + b")]
    [InlineData("#if X's\na", "\na")]
    [InlineData("s = \"a // b\" + c", "s = + c")]
    [InlineData(@"s = ""a\"" {"" + c", "s = + c")]
    [InlineData(@"s = @""a\"" + c", "s = + c")]
    [InlineData(@"s = @""a """" b"" + c", "s = + c")]
    [InlineData("s = \"\" + @c", "s = + @c")]
    public void Code_WithLiteralsAndComments_IsBlankThere(string text, string expected)
    {
        AssertCode(text, expected);
    }

    [Theory]
    [InlineData("$\"a {b} c\" + d", "b + d")]
    [InlineData("$\"{{a}} {b:x}}\"", "b")]
    [InlineData("$\"{b(c ? \"}\" : d)} e\"", "b(c ? : d)")]
    [InlineData("$\"{global::A.B}\"", "global::A.B")]
    [InlineData("$\"{(a ? b : c):D2} d\"", "(a ? b : c)")]
    [InlineData("$@\"{b} \"\" {c}\" + d", "b c + d")]
    [InlineData("$\"{a switch { 1 => 'x', _ => $\"{b}\" }} c\" + e", "a switch { 1 => , _ => b } + e")]
    public void Code_InInterpolation_IsKept(string text, string expected)
    {
        AssertCode(text, expected);
    }

    [Theory]
    [InlineData("x(\"\"\"a \" } b\"\"\", c)", "x( , c)")]
    [InlineData("\"\"\"\"a \"\"\" b\"\"\"\" + c", "+ c")]
    [InlineData("$\"\"\"a {b} c\"\"\" + d", "b + d")]
    [InlineData("$$\"\"\"a {b} {{c}} d\"\"\" + e", "c + e")]
    [InlineData("$$\"\"\"{{{c}}}\"\"\" + e", "c + e")]
    public void Code_InRawString_IsOnlyInItsHoles(string text, string expected)
    {
        AssertCode(text, expected);
    }

    [Fact]
    public void Comments_OfEveryKind_AreKeptInPlace()
    {
        SourceText source = new("a // b\nc /* d\n e */ \"// f\" /// <g>");

        source.Comments.Should().Be("  // b\n  /* d\n e */        /// <g>");
        source.LineOf(source.Comments.IndexOf('e')).Should().Be(3);
    }

    /// <summary>The code, each character where it stands in the text; the expectation has single blanks.</summary>
    private static void AssertCode(string text, string expected)
    {
        string code = new SourceText(text).Code;

        Regex.Replace(code, " +", " ").Trim(' ').Should().Be(expected);
        code.Length.Should().Be(text.Length);
        code.Where((c, i) => c != ' ' && c != text[i]).Should().BeEmpty();
    }
}
