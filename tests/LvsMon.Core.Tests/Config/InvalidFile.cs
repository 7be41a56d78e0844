using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using LvsMon.Core.Config.Syntax;

namespace LvsMon.Core.Tests.Config;

/// <summary>
/// An <c>invalid-RULE.conf</c> with what its first comments say: <c># expect RULE LINE:COLUMN [in FILE]</c> for every
/// diagnostic, <c># allow RULE</c> for others that cannot but come with it, and
/// <c># limit bytes|files|depth|words|word|expanded N</c>.
/// </summary>
internal sealed record InvalidFile(
    string Name, IReadOnlyList<string> Expected, IReadOnlyList<string> Allowed, ConfigLimits Limits)
{
    /// <summary>The rule that the file is named after.</summary>
    public string Rule => Name["invalid-".Length..^".conf".Length];

    public static IEnumerable<string> NamesIn(string folder) =>
        Directory.GetFiles(folder, "invalid-*.conf").Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal);

    public static InvalidFile Load(string folder, string name)
    {
        List<string> expected = [];
        List<string> allowed = [];
        ConfigLimits limits = new();
        foreach (string line in File.ReadAllLines(Path.Combine(folder, name), Encoding.Latin1))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["#", "expect", string rule, string place, .. string[] rest])
            {
                expected.Add($"{(rest is ["in", string file] ? file : name)}:{place} {rule}");
            }
            else if (words is ["#", "allow", string other])
            {
                allowed.Add(other);
            }
            else if (words is ["#", "limit", string what, string number])
            {
                limits = Lower(limits, what, int.Parse(number, CultureInfo.InvariantCulture));
            }
        }

        return new InvalidFile(name, expected, allowed, limits);
    }

    private static ConfigLimits Lower(ConfigLimits limits, string what, int number) => what switch
    {
        "bytes" => limits with { Bytes = number },
        "files" => limits with { Files = number },
        "depth" => limits with { Depth = number },
        "words" => limits with { WordsPerLine = number },
        "word" => limits with { WordLength = number },
        "expanded" => limits with { ExpandedCharacters = number },
        _ => throw new InvalidDataException($"unknown limit {what}"),
    };
}
