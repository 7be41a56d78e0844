using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Planning;
using LvsMon.Core.Syslog;
using LvsMon.Core.Tests.Config;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>What <c>--verbose</c> tells.</summary>
public sealed class ResultLogTests
{
    private const string Passed = "10.0.0.1:80 connect: Pass, connected, in 200us";
    private const string Failed = "10.0.0.1:80 connect: Fail, connect refused, in 200us";
    private readonly List<string> _lines = [];

    [Fact]
    public void Tell_RowsOfResults_SaysHowFarTheVerdictIsFromItsOpposite()
    {
        Plan plan = new PlanFactory()
            .Service(1).Real(1, Timings.Every(1000, rise: 2, fall: 2), FakePrograms.Connect)
            .Service(2).Real(1, Timings.Every(1000, rise: 2, fall: 3), FakePrograms.Connect)
            .Build();
        ManualClock clock = new(1_000_000_000);
        SimulatedSockets sockets = new(clock);
        MonitorLoop loop = new(plan, clock, sockets, new FactStream(new DetailPool()), new Lines(_lines));
        loop.Begin([]);
        sockets.Put(PlanFactory.Host(1), SimulatedPeer.Accepting());
        Run(loop, clock, 2);
        sockets.Put(PlanFactory.Host(1), SimulatedPeer.Refusing());
        Run(loop, clock, 3);
        sockets.Put(PlanFactory.Host(1), SimulatedPeer.Accepting());
        Run(loop, clock, 2);

        plan.Monitors.Should().ContainSingle("both services share the check");
        _lines.Should().Equal(
            $"{Passed}; unverified, 1 of 2 successes in a row",
            $"{Passed}; up",
            $"{Failed}; up, 1 of 2 failures in a row; up, 1 of 3 failures in a row",
            $"{Failed}; down; up, 2 of 3 failures in a row",
            $"{Failed}; down",
            $"{Passed}; down, 1 of 2 successes in a row",
            $"{Passed}; up");
    }

    [Fact]
    public void ReferencePage_Row_IsTheFormOfTheEntries()
    {
        string form = Regex.Replace(ResultLog.Form, @"\{(\w+)\}", name => name.Groups[1].Value.ToUpperInvariant());
        File.ReadAllLines(Path.Combine(TestFolders.Root, "docs", "reference", "log.md")).Should()
            .ContainSingle(line => line.StartsWith(
                $"| {ResultLog.EventNumber} | debug | `{form}`: one result", StringComparison.Ordinal));
        LogCatalogue.All.Should().OnlyContain(entry => entry.Id < 1300, "an id says one thing");
        SummaryCatalogue.All.Should().OnlyContain(entry => entry.Id < 2000);
    }

    private void Run(MonitorLoop loop, ManualClock clock, int results)
    {
        int wanted = _lines.Count + results;
        for (int turns = 0; _lines.Count < wanted && turns < 1_000; turns++)
        {
            loop.RunTurn(clock.NowUs + 1_000_000);
        }
    }

    private sealed class Lines(List<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            eventId.Id.Should().Be(ResultLog.EventNumber);
            lines.Add(formatter(state, exception));
        }
    }
}
