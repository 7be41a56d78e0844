using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using LvsMon.Core.Config;
using LvsMon.Fuzz.Targets;

namespace LvsMon.Fuzz.Tests.Support;

/// <summary>
/// Writes a configuration as people do: blanks and tabs as it comes, comments, empty lines, quotes where none are
/// needed, variables, other line ends, parts in other files. All of it means the same.
/// </summary>
internal sealed class Handwriting(int seed)
{
    private const string Simple = "abcdefghijklmnopqrstuvwxyz0123456789.-";
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, string> _variables = [];
    private readonly StringBuilder _main = new();
    private readonly StringBuilder _others = new();
    private int _files;

    /// <summary>The text; other files follow as <see cref="TextFiles"/> reads them.</summary>
    internal string Write(Configuration configuration)
    {
        StringBuilder body = new();
        List<string[]> block = [];
        foreach (string[] line in ConfigText.Lines(configuration))
        {
            block.Add(line);
            int depth = block.Sum(Opens);
            if (depth == 0)
            {
                Place(block, body);
                block.Clear();
            }
        }

        foreach ((string value, string name) in _variables)
        {
            _main.Append("set ").Append(name).Append(' ').Append(value).Append('\n');
        }

        return _main.Append(body).Append(_others).ToString();
    }

    private static int Opens(string[] line) =>
        ConfigText.IsBrace(line, line.Length - 1) ? line[^1] == "{" ? 1 : -1 : 0;

    // A whole block may stand in a file of its own.
    private void Place(List<string[]> block, StringBuilder body)
    {
        bool isElsewhere = _random.Next(6) == 0;
        StringBuilder target = isElsewhere ? new StringBuilder() : body;
        foreach (string[] line in block)
        {
            Append(target, line);
        }

        if (isElsewhere)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"part{_files++}-");
            body.Append("include ").Append(name).Append(_random.Next(2) == 0 ? "\n" : "*\n");
            _others.Append("\n#=").Append(name).Append(target.Insert(0, '\n'));
        }
    }

    private void Append(StringBuilder text, string[] line)
    {
        if (_random.Next(8) == 0)
        {
            text.Append(Blanks(0)).Append(_random.Next(2) == 0 ? "# { \"unclosed ${A}" : "").Append(End());
        }

        text.Append(Blanks(0));
        for (int i = 0; i < line.Length; i++)
        {
            text.Append(i == 0 ? "" : Blanks(1)).Append(ConfigText.IsBrace(line, i) ? line[i] : Word(line[i], i == 0));
        }

        text.Append(Blanks(0)).Append(_random.Next(10) == 0 ? " # } it's \"so" : "").Append(End());
    }

    private string Word(string word, bool isDirective)
    {
        bool isSimple = word.Length > 0 && word.All(Simple.Contains);
        if (!isSimple || isDirective)
        {
            return ConfigText.Quoted(word);
        }

        switch (_random.Next(8))
        {
            case 0:
                return $"\"{word}\"";
            case 1:
                return "\"" + string.Concat(word.Select(c => _random.Next(2) == 0
                    ? string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}")
                    : c.ToString())) + "\"";
            case 2:
                return $"${{{Variable(word)}}}";
            case 3:
                int cut = _random.Next(1, word.Length + 1);
                return $"\"${{{Variable(word[..cut])}}}{word[cut..]}\"";
            default:
                return word;
        }
    }

    private string Variable(string value)
    {
        if (!_variables.TryGetValue(value, out string? name))
        {
            name = string.Create(CultureInfo.InvariantCulture, $"V_{_variables.Count}");
            _variables.Add(value, name);
        }

        return name;
    }

    private string Blanks(int least) => string.Concat(
        Enumerable.Range(0, least + (_random.Next(3) == 0 ? _random.Next(4) : 0))
            .Select(_ => _random.Next(4) == 0 ? "\t" : " "));

    private string End() => _random.Next(5) == 0 ? "\r\n" : "\n";
}
