using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Syslog;
using LvsMon.Core.Transitions;
using LvsMon.Testing;
using LvsMon.Testing.Os;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LvsMon.Core.Tests.Syslog;

/// <summary>All that is written to a log goes through a logger of Microsoft.Extensions.Logging.</summary>
public sealed class LineLoggerTests
{
    private const string Time = "2026-10-07T22:14:15+02:00";
    private readonly RecordingLineSocket _socket = new();
    private readonly LineLogger _logger;

    public LineLoggerTests()
    {
        _logger = new LineLogger(
            _socket, new IsoTimeFraming(FixedWallClock.Default, "lvsmon"), LogLevel.Debug);
    }

    [Fact]
    public void Sink_EachLineOfTheCatalogue_IsAnEntryWithItsIdItsWordAndItsLevel()
    {
        LogSamples samples = new();
        Entries entries = new();
        FactStream facts = new(samples.Details, new SyslogSink(LogSamples.Plan, samples.Details, entries));

        foreach (LogEntry entry in LogCatalogue.All)
        {
            facts.Post(samples.Example(entry.Kind));
            facts.Flush(1_000_000_000);
        }

        entries.Told.Select(told => (told.Event.Id, told.Event.Name)).Should()
            .Equal(LogCatalogue.All.Select(entry => (entry.Id, (string?)entry.Word)));
        entries.Told.Should().OnlyContain(told => told.Words.StartsWith(told.Event.Name!, StringComparison.Ordinal));
        entries.Told.Single(told => told.Event.Name == "EMPTY").Level.Should().Be(LogLevel.Critical);
        entries.Told.Single(told => told.Event.Name == "TABLE out of step").Level.Should().Be(LogLevel.Error);
        entries.Told.Single(told => told.Event.Name == "UP").Level.Should().Be(LogLevel.Information);
    }

    [Fact]
    public void Sink_LoggerThatDoesNotTakeAnEntry_IsOfferedItAgain()
    {
        LogSamples samples = new();
        Entries entries = new() { Outcome = OsError.WouldBlock };
        FactStream facts = new(samples.Details, new SyslogSink(LogSamples.Plan, samples.Details, entries));

        facts.Post(samples.Example(FactKind.Up));
        facts.Flush(1_000_000_000);
        entries.Outcome = OsError.None;
        facts.Flush(1_000_000_000 + SyslogSink.FirstRetryUs);
        facts.Flush(2_000_000_000);

        entries.Told.Should().HaveCount(2);
        entries.Told[1].Should().Be(entries.Told[0]);
    }

    [Theory]
    [InlineData(LogSeverity.Emergency, LogLevel.Critical)]
    [InlineData(LogSeverity.Alert, LogLevel.Critical)]
    [InlineData(LogSeverity.Critical, LogLevel.Critical)]
    [InlineData(LogSeverity.Error, LogLevel.Error)]
    [InlineData(LogSeverity.Warning, LogLevel.Warning)]
    [InlineData(LogSeverity.Notice, LogLevel.Information)]
    [InlineData(LogSeverity.Info, LogLevel.Information)]
    [InlineData(LogSeverity.Debug, LogLevel.Debug)]
    public void LevelOf_Severity_IsTheOneThatMeansTheSame(LogSeverity severity, LogLevel level)
    {
        LineLogger.LevelOf(severity).Should().Be(level);
    }

    [Fact]
    public void Log_EntryInWordsOfAnother_IsOneLine()
    {
        Say("10.0.0.1:80 tcp: Pass\u0007");

        _socket.Lines.Should().Equal($"{Time} lvsmon: 10.0.0.1:80 tcp: Pass?");
    }

    [Fact]
    public void Log_LongEntry_IsCut()
    {
        Say(new string('x', 5000));

        _socket.LongestLine.Should().BeInRange(LineLogger.MaxBytes, LineLogger.MaxBytes + LineFraming.MaxBytes);
    }

    [Theory]
    [InlineData(LogLevel.Trace)]
    [InlineData(LogLevel.None)]
    public void Log_LevelThatIsNotWanted_WritesNothing(LogLevel level)
    {
        _socket.Refusal = OsError.WouldBlock;
        Say("wanted");
        _logger.Outcome.Should().Be(OsError.WouldBlock);

        Say("nothing", level);

        _logger.IsEnabled(level).Should().BeFalse();
        _logger.Outcome.Should().Be(OsError.None, "nobody wants it again");
        _socket.Calls.Should().Be(1);
    }

    [Fact]
    public void Log_PlaceThatTookNothing_SaysHowManyAreMissing()
    {
        _socket.Refusal = OsError.WouldBlock;
        Say("first");
        Say("second");
        _socket.Refusal = OsError.None;
        Say("third");
        Say("fourth");

        _socket.Lines.Should().Equal(
            $"{Time} lvsmon: (2 before this were not taken) third", $"{Time} lvsmon: fourth");
    }

    [Fact]
    public void Log_LineInBytes_AllocatesNothing()
    {
        byte[] text = Encoding.ASCII.GetBytes("DOWN www");
        RecordingLineSocket socket = new() { Refusal = OsError.WouldBlock };
        LineLogger logger = new(socket, new IsoTimeFraming(FixedWallClock.Default));

        Allocation.Of(() => logger.Log(
            LogLevel.Warning,
            new EventId(1001, "DOWN"),
            new LogLine(text, text.Length, LogSeverity.Warning, 0),
            null,
            LogLine.Words)).Should().Be(0);
    }

    private void Say(string words, LogLevel level = LogLevel.Debug) =>
        _logger.Log(level, new EventId(2001), words, null, static (said, _) => said);

    /// <summary>Another's logger: it knows no <see cref="LogLine"/>.</summary>
    private sealed class Entries : ILineLogger
    {
        public OsError Outcome { get; set; }

        public List<(EventId Event, LogLevel Level, string Words)> Told { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Told.Add((eventId, logLevel, formatter(state, exception)));
    }
}
