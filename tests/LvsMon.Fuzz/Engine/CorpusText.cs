using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace LvsMon.Fuzz.Engine;

/// <summary>
/// Inputs as a text that a person can read and compare: one a line, printable ASCII as it is, everything else as
/// <c>\n</c>, <c>\r</c>, <c>\t</c>, <c>\\</c> or <c>\xNN</c>.
/// </summary>
internal static class CorpusText
{
    /// <summary>The inputs that are kept for a target; none when there is no file.</summary>
    internal static IReadOnlyList<byte[]> Kept(string target)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "corpus", target + ".txt");
        List<byte[]> inputs = [];
        foreach (string line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            inputs.Add(Read(line));
        }

        return inputs;
    }

    /// <summary>An input as a line.</summary>
    internal static string Write(byte[] input)
    {
        StringBuilder line = new();
        for (int i = 0; i < input.Length; i++)
        {
            byte value = input[i];
            bool atEnd = i == 0 || i == input.Length - 1;
            line.Append(value switch
            {
                (byte)'\n' => "\\n",
                (byte)'\r' => "\\r",
                (byte)'\t' => "\\t",
                (byte)'\\' => "\\\\",
                (byte)' ' when atEnd => "\\x20",
                >= 0x20 and < 0x7F => ((char)value).ToString(),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\x{value:x2}"),
            });
        }

        return line.ToString();
    }

    /// <summary>The input of a line.</summary>
    internal static byte[] Read(string line)
    {
        List<byte> bytes = [];
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] != '\\')
            {
                bytes.Add((byte)line[i]);
                continue;
            }

            switch (line[++i])
            {
                case 'n':
                    bytes.Add((byte)'\n');
                    break;
                case 'r':
                    bytes.Add((byte)'\r');
                    break;
                case 't':
                    bytes.Add((byte)'\t');
                    break;
                case 'x':
                    bytes.Add(byte.Parse(line.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                    i += 2;
                    break;
                default:
                    bytes.Add((byte)line[i]);
                    break;
            }
        }

        return [.. bytes];
    }
}
