using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.Checks.Banner;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Banner;

/// <summary>Greetings of real servers: each is welcomed by its preset, at every split point.</summary>
public sealed partial class BannerCorpusTests
{
    [Theory]
    [InlineData("ssh", "SSH-2.0-%s", "OpenSSH_9.6p1 Debian-3")]
    [InlineData("smtp", "220 %s", "host ESMTP Postfix")]
    [InlineData("pop", "+OK %s", "Dovecot ready.")]
    [InlineData("imap", "* OK %s", "[CAPABILITY IMAP4rev1] ready.")]
    [InlineData("ftp", "220 %s", "ProFTPD Server ready.")]
    [InlineData("nntp", "200 %s", "InterNetNews ready")]
    public void Greeting_OfARealServer_IsWelcomed(string table, string form, string sample)
    {
        string preset = table == "pop" ? "pop3" : table;
        CheckRunner runner = new(CheckCompiler.Program(new BannerPlugin(TimeSpan.FromMinutes(1)), "--preset", preset));
        CheckRunner? dialogue = CheckCatalogue.Find(preset) is { } plugin ? new(CheckCompiler.Program(plugin)) : null;
        IEnumerable<string> texts = Corpus.Rows("banners", table + ".tsv")
            .Select(row => Unescape(row[1]))
            .Prepend(sample);
        foreach (string text in texts)
        {
            foreach (string lineEnd in new[] { "\r\n", "\n" })
            {
                byte[] greeting = Encoding.UTF8.GetBytes(form.Replace("%s", text, StringComparison.Ordinal) + lineEnd);
                FirstWrongCut(runner, greeting).Should().Be(-1, "of {0}", text);
                IsAnswered(dialogue, greeting).Should().BeTrue("of {0}", text);
            }
        }
    }

    /// <summary>The check of the protocol takes its leave when the greeting is whole.</summary>
    private static bool IsAnswered(CheckRunner? dialogue, byte[] greeting)
    {
        // Some texts of the corpus are of several lines, whose codes it does not have.
        if (dialogue is null || greeting.AsSpan(0, greeting.Length - 1).Contains((byte)'\n'))
        {
            return true;
        }

        dialogue.Connect();
        dialogue.Receive(greeting.AsSpan(0, greeting.Length - 1));
        bool isEarly = !dialogue.Sent.IsEmpty || dialogue.IsDone;
        dialogue.Receive(greeting.AsSpan(greeting.Length - 1));
        return !isEarly && dialogue.Sent.Span.EndsWith("\r\n"u8);
    }

    private static int FirstWrongCut(CheckRunner runner, byte[] greeting)
    {
        for (int cut = 0; cut <= greeting.Length; cut++)
        {
            runner.Connect();
            runner.Receive(greeting.AsSpan(0, cut));
            runner.Receive(greeting.AsSpan(cut));
            if (runner.Result.Reason != CheckReason.Matched)
            {
                return cut;
            }
        }

        return -1;
    }

    private static string Unescape(string text) => Escape().Replace(text, match => match.Value[1] switch
    {
        'r' => "\r",
        'n' => "\n",
        't' => "\t",
        'x' => ((char)byte.Parse(match.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .ToString(),
        _ => match.Value[1..],
    });

    [GeneratedRegex(@"\\(?:x[0-9a-fA-F]{2}|.)")]
    private static partial Regex Escape();
}
