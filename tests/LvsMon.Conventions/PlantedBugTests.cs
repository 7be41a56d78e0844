using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.Conventions.Reading;
using Xunit;

namespace LvsMon.Conventions;

/// <summary>
/// The lists of bugs that simulator and fuzzer must find name texts of the product. They are built by hand and seldom;
/// whoever changes such a text shall learn of it at once.
/// </summary>
public sealed class PlantedBugTests
{
    [Theory]
    [InlineData("tests/LvsMon.Simulation/bugs.txt")]
    [InlineData("tests/LvsMon.Fuzz/bugs.txt")]
    public void Text_OfEveryBug_StandsOnceInItsFile(string list) =>
        Misplaced(RepositoryTree.Current.Text(list), RepositoryTree.Current.Text).Should().BeEmpty();

    [Fact]
    public void Text_ThatIsGoneOrStandsTwice_IsReported()
    {
        const string List = "bug one\nfile a\n- x = 1;\n- y = 2;\n+ z\n\nbug two\nfile a\n- gone\n+ z\n- twice\n+ z\n";

        Misplaced(List, _ => "x = 1;\n    y = 2; twice twice").Should().Equal("two: gone", "two: twice");
    }

    /// <summary>By the rules of <c>tests/plant-bug</c>: blanks and line ends are equal.</summary>
    private static IEnumerable<string> Misplaced(string list, Func<string, string> read)
    {
        string bug = "";
        string text = "";
        List<string> words = [];
        foreach (string line in list.Split('\n'))
        {
            if (line.StartsWith("bug ", StringComparison.Ordinal))
            {
                bug = line[4..];
            }
            else if (line.StartsWith("file ", StringComparison.Ordinal))
            {
                text = read(line[5..]);
            }
            else if (line.StartsWith("- ", StringComparison.Ordinal))
            {
                words.Add(line[2..]);
            }
            else if (line.StartsWith("+ ", StringComparison.Ordinal))
            {
                if (Regex.Count(text, string.Join(@"\s+", words.Select(Regex.Escape))) != 1)
                {
                    yield return $"{bug}: {string.Join(' ', words)}";
                }

                words.Clear();
            }
        }
    }
}
