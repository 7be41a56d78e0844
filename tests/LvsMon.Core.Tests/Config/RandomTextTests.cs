using System;
using System.IO;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Config.Syntax;
using Xunit;

namespace LvsMon.Core.Tests.Config;

/// <summary>Whatever stands in a file, reading ends, throws nothing, and its diagnostics lie inside the
/// files.</summary>
public sealed class RandomTextTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "\"", "#", "${", "${DOMAIN}", "\\", "\\x", "\n", "\r\n", "\t", "real", "virtual", "check",
        "include x", "0", "65536", "1s", ":", "[", "]", "%", "\u00a0", "\ud800", "\u202e", "{\n", "}\n",
        "lvsmon.conf", "*",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void ConfigReader_MutatedSample_ReportsInBounds(int seed)
    {
        string sample = File.ReadAllText(Path.Combine(TestFolders.Root, "lvsmon.conf.sample"));
        Random random = new(seed);
        int wrong = 0;
        for (int round = 0; round < 200; round++)
        {
            StringBuilder text = new(sample);
            for (int change = random.Next(1, 8); change > 0; change--)
            {
                int at = random.Next(text.Length);
                int length = Math.Min(random.Next(30), text.Length - at);
                text.Remove(at, random.Next(2) * length);
                text.Insert(at, Pieces[random.Next(Pieces.Length)]);
            }

            wrong += Check(Encoding.UTF8.GetBytes(text.ToString())).Diagnostics.HasErrors ? 1 : 0;
        }

        wrong.Should().BeInRange(100, 200);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void ConfigReader_RandomWords_ReportsInBounds(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 200; round++)
        {
            StringBuilder text = new();
            for (int word = random.Next(200); word > 0; word--)
            {
                Directive directive = DirectiveCatalogue.All[random.Next(DirectiveCatalogue.All.Count)];
                string piece = random.Next(3) == 0 ? directive.Name : Pieces[random.Next(Pieces.Length)];
                text.Append(piece).Append(random.Next(4) == 0 ? '\n' : ' ');
            }

            Check(Encoding.UTF8.GetBytes(text.ToString())).Configuration.Files.Should().NotBeEmpty();
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void ConfigReader_RandomBytes_ReportsInBounds(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 200; round++)
        {
            byte[] bytes = new byte[random.Next(1, 300)];
            random.NextBytes(bytes);
            if (round % 2 == 0)
            {
                // Valid text more often than by chance.
                for (int i = 0; i < bytes.Length; i++)
                {
                    bytes[i] = (byte)(1 + (bytes[i] % 126));
                }
            }

            Check(bytes).Diagnostics.HasErrors.Should().BeTrue();
        }
    }

    private static ReadResult Check(byte[] bytes)
    {
        ConfigLimits limits = new() { Files = 50, Depth = 4 };
        ReadResult result = ReadResult.Of(new MemoryConfigFiles().With(ReadResult.Path, bytes), limits: limits);
        foreach (Diagnostic diagnostic in result.All)
        {
            SourceSpan span = diagnostic.Span;
            var lines = result.Configuration.Files[span.File].Lines;
            span.Line.Should().BeInRange(1, Math.Max(1, lines.Count));
            int length = lines.Count == 0 ? 0 : lines[span.Line - 1].Length;
            span.Column.Should().BeInRange(1, length + 1);
            (span.Column - 1 + span.Length).Should().BeInRange(0, length, because: diagnostic.ToString());
        }

        result.Text.Should().NotMatchRegex("[\\x00-\\x09\\x0b-\\x1f\\u202e]");
        return result;
    }
}
