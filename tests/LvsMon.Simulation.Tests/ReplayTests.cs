using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using FluentAssertions;
using LvsMon.Simulation.Conformance;
using Xunit;

namespace LvsMon.Simulation.Tests;

/// <summary>Traces of <c>docs/model/monitor.pml</c>, recorded; its <c>check</c> makes many more.</summary>
public sealed class ReplayTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Traces");

    public static IEnumerable<object[]> Traces => Names("checks-*").Concat(Names("floor-*")).Concat(Names("fight-*"));

    public static IEnumerable<object[]> Mutants => Names("mutant-*");

    [Theory]
    [MemberData(nameof(Traces))]
    public void Trace_OfTheModel_IsWhatTheCodeDoes(string name)
    {
        ModelTrace trace = Read(name);

        Replay.Of(trace).Should().BeNull();
        trace.Steps.Should().HaveCountGreaterThan(100);
    }

    [Theory]
    [MemberData(nameof(Mutants))]
    public void Trace_OfAMutant_IsNotWhatTheCodeDoes(string name)
    {
        ModelTrace trace = Read(name);

        // The trace ends with the step in which the mutant does what no daemon may do.
        Replay.Of(trace).Should().StartWith($"line {trace.Steps[^1].Line}, ");
    }

    [Fact]
    public void Traces_Recorded_AreOfAllKinds()
    {
        Traces.Should().HaveCount(6);
        Mutants.Should().HaveCount(11);
    }

    [Theory]
    [InlineData("= real 0 1", "= real 0 2")]
    [InlineData("< up 0", "< down 0")]
    [InlineData("! start 3", "! start 2")]
    public void Trace_OneWordChanged_IsRefused(string word, string other)
    {
        string text = File.ReadAllText(Path.Combine(Folder, "checks-1.trace"));
        int place = text.LastIndexOf(word, StringComparison.Ordinal);
        using StringReader changed = new(text[..place] + other + text[(place + word.Length)..]);

        Replay.Of(ModelTrace.Read(changed)).Should().NotBeNull();
    }

    [Fact]
    public void Trace_WithoutConstants_IsNoTrace()
    {
        using StringReader text = new("> ticks 0 0\n");

        FluentActions.Invoking(() => ModelTrace.Read(text)).Should().Throw<InvalidDataException>();
    }

    private static ModelTrace Read(string name)
    {
        using StreamReader text = new(Path.Combine(Folder, name));
        return ModelTrace.Read(text);
    }

    private static IEnumerable<object[]> Names(string pattern) =>
        Directory.GetFiles(Folder, pattern).Select(file => new object[] { Path.GetFileName(file) });
}
