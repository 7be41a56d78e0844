using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.Checks.Banner;
using LvsMon.Checks.Http;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Syslog;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Checks.Tests;

/// <summary>What servers send, from the check to the line of the log: the whole way of a stranger's bytes.</summary>
public sealed partial class EvidenceLogTests
{
    private const long NowUs = 1_000_000_000;
    private const int LongestLine = 480;

    private static readonly byte[][] Answers =
    [
        .. Enumerable.Range(0, 256).Select(value => new[] { (byte)value, (byte)value, (byte)'\n' }),
        "\u001b[2J\0\a\"\\; seq 1\r\n<0>Jan  1 00:00:00 lvsmon[1]: UP www; seq 2\n"u8.ToArray(),
        Encoding.ASCII.GetBytes(new string('"', 500)),
        Encoding.ASCII.GetBytes(new string('\\', 500)),
        .. Corpus.HttpResponses().Select(file => file.Answer),
        .. ((string[])["ssh", "smtp", "pop", "imap", "ftp", "nntp", "telnet", "mysql"])
            .SelectMany(table => Corpus.Rows("banners", table + ".tsv")).Select(row => Encoding.UTF8.GetBytes(row[1])),
    ];

    private readonly CheckRunner[] _checks =
    [
        new(CheckCompiler.Program(new HttpPlugin(TimeSpan.FromMinutes(1)), "--contains", "no such text")),
        new(CheckCompiler.Program(new BannerPlugin(TimeSpan.FromMinutes(1)), "--expect", "no such text")),
        .. ((string[])["ssh", "smtp", "pop3", "imap", "ftp", "nntp"]).Select(preset => new CheckRunner(
            CheckCompiler.Program(new BannerPlugin(TimeSpan.FromMinutes(1)), "--preset", preset))),
        .. ((string[])["redis", "memcached", "mysql", "postgresql", "ldap", "smtp", "pop3", "imap", "ftp", "nntp"])
            .Select(name => new CheckRunner(CheckCompiler.Program(CheckCatalogue.Find(name)!))),
    ];

    [Fact]
    public void Line_OfAnyAnswer_IsOneOfPrintableCharactersAndBounded()
    {
        Plan plan = new PlanFactory().Service(1).Real(1, Timings.Every(1000), FakePrograms.Ping)
            .Build(global: new GlobalSettings { LogBurst = 0 });
        DetailPool details = new();
        RecordingLineSocket log = new();
        Rfc3164Framing framing = new(FixedWallClock.Default, LogFacility.Daemon, 815);
        SyslogSink sink = new(plan, details, new LineLogger(log, framing));
        FactStream stream = new(details, sink);
        foreach (byte[] answer in Answers)
        {
            foreach (CheckRunner check in _checks)
            {
                Play(check, answer);
                stream.Post(new Fact(FactKind.Down)
                {
                    TimeUs = NowUs,
                    Service = 0,
                    Real = 0,
                    Reason = check.Result.Reason,
                    Number = check.Result.Number,
                    A = 3,
                    B = 3,
                    Detail = details.KeepForeign(check.Evidence, Encoding.ASCII.GetBytes(check.Place)),
                });
            }

            stream.Flush(NowUs);
        }

        IEnumerable<string> bad = log.Lines.Where(line => !Form().IsMatch(line) || line.Length > LongestLine);
        log.Lines.Should().HaveCount(Answers.Length * _checks.Length);
        log.Lines.Should().Contain(line => line.Contains("\\x1b", StringComparison.Ordinal));
        bad.Should().BeEmpty();
    }

    private static void Play(CheckRunner check, byte[] answer)
    {
        check.Connect();
        check.Receive(answer);
        check.Close();
    }

    /// <summary>One header, one line, one quotation at most, in which nothing is left to interpret.</summary>
    [GeneratedRegex(
        """^<2[58]>Oct  7 22:14:15 lvsmon\[815\]: DOWN [!-~ ]*?: [a-z0-9 -]+( (in|after) [A-Za-z0-9 -]+)?"""
        + """( "([ !#-\[\]-~]|\\["\\]|\\x[0-9a-f]{2})*")?; [^"\\]*; seq \d+\z""")]
    private static partial Regex Form();
}
